/** Requests one after the other on a connection that is kept, as an app makes them. */
import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 4 })

export type Asked = { token?: string; body?: object }

export function get<T>(url: string, asked: Asked = {}): Promise<T> {
  return ask<T>('GET', url, asked)
}

export function post<T>(url: string, asked: Asked): Promise<T> {
  return ask<T>('POST', url, asked)
}

/** The body of an answer of 200; anything else is no figure. */
function ask<T>(method: string, url: string, { token, body }: Asked): Promise<T> {
  const text = body && JSON.stringify(body)
  const headers: Record<string, string> = {}
  if (token) headers.authorization = `Bearer ${token}`
  if (text) headers['content-type'] = 'application/json'
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers, agent }, (answer) => {
      let said = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (said += chunk))
      answer.on('end', () => {
        if (answer.statusCode === 200) return resolve(JSON.parse(said) as T)
        reject(new Error(`${method} ${url} was answered with ${answer.statusCode}: ${said.slice(0, 500)}`))
      })
    })
    asking.on('error', reject)
    asking.end(text)
  })
}
