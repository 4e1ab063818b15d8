export async function benchPost(): Promise<void> {}
