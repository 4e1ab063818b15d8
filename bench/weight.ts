export async function benchWeight(): Promise<void> {}
