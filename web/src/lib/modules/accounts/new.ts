/** Reading the form of somebody new, and telling which of its fields a refusal is about. */
import type { Refusal } from '#lib/api/client.ts'

export type NewAccount = { display_name: string; username: string; email: string; password: string }

export function readNewAccount(form: FormData): NewAccount {
  const text = (name: string) => String(form.get(name) ?? '')
  return {
    display_name: text('display_name').trim(),
    username: text('username').trim().replace(/^@/, ''),
    email: text('email').trim(),
    password: text('password'),
  }
}

/** The sentence stands at the field it speaks of; what was typed stays, but for the password. */
export function refused({ code, message }: Refusal, { password: _, ...values }: NewAccount) {
  const field = ['display_name', 'email', 'username', 'password'].find((name) => code.startsWith(`accounts.${name}`))
  return {
    values,
    wrong: field ? { [field]: message } : ({} as Record<string, string>),
    sentence: field ? '' : message,
  }
}
