export async function benchStart(): Promise<void> {}
