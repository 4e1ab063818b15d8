export async function benchStreams(): Promise<void> {}
