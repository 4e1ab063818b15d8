import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Adapter } from '@sveltejs/kit'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  // Said here as well as by `vite build web`: SvelteKit reads this file again in a worker, which knows only this.
  root: here('.'),
  plugins: [
    words(),
    sveltekit({
      adapter: withSettings(adapter({ out: here('./build'), envPrefix: 'KITH_PAGES_' })),
      outDir: here('./.svelte-kit'),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // SvelteKit hides its announcer of page changes with exactly this one style attribute.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:', 'blob:', 'https:'],
          'media-src': ['self', 'blob:', 'https:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'worker-src': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
          'base-uri': ['none'],
        },
      },
    }),
  ],
  // Nothing becomes a data: URL, the policy above has no room for inlined fonts.
  build: { assetsInlineLimit: 0 },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // Few files instead of a hundred small ones: what every screen needs, and what most do.
            codeSplitting: {
              groups: [
                { name: 'parts', test: /src[\\/]lib[\\/](ui|api)[\\/]|@lucide/, minShareCount: 4, priority: 2 },
                { name: 'talk', test: /src[\\/]lib[\\/]|@lucide/, minShareCount: 3, priority: 1 },
              ],
            },
          },
        },
      },
    },
  },
  // A Svelte library: its components must be compiled with ours (the plugin looks for such only in this folder's package.json).
  ssr: { noExternal: ['@lucide/svelte'] },
  // `vite dev web` beside a running Kith, which must then be told KITH_ORIGIN=http://localhost:5173.
  server: {
    proxy: Object.fromEntries(
      ['/api', '/oauth', '/media', '/.well-known'].map((path) => [
        path,
        { target: `http://127.0.0.1:${process.env.KITH_PORT ?? 3000}`, changeOrigin: false, ws: true },
      ]),
    ),
  },
})

/**
 * adapter-node takes the public address only at build time or from headers; Kith's is a setting, handed over by the server
 * as KITH_WEB_ORIGIN. Pictures come by plain forms, too, where there is no script.
 */
function withSettings(inner: Adapter): Adapter {
  return {
    ...inner,
    async adapt(builder) {
      await inner.adapt(builder)
      const file = here('./build/adapter-node.js')
      const built = readFileSync(file, 'utf8')
      const line = /^export const origin = .*$/m
      if (!line.test(built)) throw new Error('adapter-node no longer says the origin where we replace it')
      const settings = "process.env.KITH_PAGES_BODY_SIZE_LIMIT ??= '20M'\n"
      writeFileSync(file, built.replace(line, `${settings}export const origin = process.env.KITH_WEB_ORIGIN`))
    },
  }
}

/** `words:de` is locales/de.json without what only the server says, so that a browser loads one language and no mails. */
function words(): Plugin {
  const serverOnly = new Set(['refusals', 'oauth', 'mail', 'mails', 'cli'])
  return {
    name: 'kith-words',
    resolveId: (id) => (id.startsWith('words:') ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith('\0words:')) return
      const file = here(`../locales/${id.slice('\0words:'.length)}.json`)
      this.addWatchFile(file)
      const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
      const ours = Object.fromEntries(Object.entries(all).filter(([name]) => !serverOnly.has(name)))
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(ours))})`
    },
  }
}
