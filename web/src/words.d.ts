declare module 'words:*' {
  const words: Record<string, unknown>
  export default words
}
