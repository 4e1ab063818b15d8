/**
 * Whether asks reach those who know: the product's own ranking, told what happened on a question-and-answer site up to each question of the
 * last fifth, against who then answered it. The baseline is hard to beat and says "who answered lately": answers fading over 21 days.
 */
import { makeMemory, rankForAsk, rememberAnswer, rememberAsk, rememberSeen, type Memory } from '#modules/asks'
import { figure, say } from './figures.ts'
import { readPosts, type Answered, type Asked, type Posts } from './posts.ts'

const DAY = 86_400_000
const TESTED = 0.2
/** Of answers given before, to be asked at all. */
const LEAST_ANSWERS = 3
const FADING_DAYS = 21
const BUSIEST = 5

type Answerers = Map<string, number[]>
type Tally = { questions: number; reciprocal: number; baseline: number; hits: number }

export async function benchAsks({ posts: file }: { posts: string | undefined }): Promise<void> {
  if (!file) return say('  left out: it needs --posts FILE, the Posts.xml of a Stack Exchange site')
  const { everybody, others, candidates } = measure(readPosts(file))
  figure('asks', 'mrr', everybody.reciprocal / everybody.questions, 'of 1')
  figure('asks', 'mrr_baseline', everybody.baseline / everybody.questions, 'of 1')
  figure('asks', 'mrr_without5', others.reciprocal / others.questions, 'of 1')
  figure('asks', 'mrr_without5_baseline', others.baseline / others.questions, 'of 1')
  figure('asks', 'hit5', everybody.hits / everybody.questions, 'of 1')
  figure('asks', 'questions', everybody.questions, 'questions')
  figure('asks', 'questions_without5', others.questions, 'questions')
  figure('asks', 'candidates', candidates, 'people')
}

function measure(posts: Posts) {
  const { questions, answers } = posts
  const first = Math.floor(questions.length * (1 - TESTED))
  const advance = makeHistory(posts)
  const everybody: Tally = { questions: 0, reciprocal: 0, baseline: 0, hits: 0 }
  const others = { ...everybody }
  let candidates = 0
  for (const [index, question] of questions.entries()) {
    const { memory, answerers } = advance(question)
    if (index < first) continue
    const known = byActivity(answerers, question.at)
    if (index === first) candidates = known.length
    const lately = known.filter((person) => person !== question.by)
    const truth = new Set(answers.filter((answer) => answer.question === question.id).map(({ by }) => by))
    judge(everybody, memory, question, lately, truth)
    // The busiest are those the baseline would ask first: on a site that lives for years the busiest of all time have left.
    judge(others, memory, question, lately.slice(BUSIEST), truth)
  }
  return { everybody, others, candidates }
}

/** Moves on to a question's moment: all that happened before it is known, nothing else. */
function makeHistory({ questions, answers, signs }: Posts) {
  const memory = makeMemory()
  const answerers: Answerers = new Map()
  const asked = new Map(questions.map((question) => [question.id, question]))
  const passed = { questions: 0, answers: 0, signs: 0 }
  return ({ at }: Asked) => {
    for (; (signs[passed.signs]?.at ?? at) < at; passed.signs++)
      rememberSeen(memory, signs[passed.signs]!.by, signs[passed.signs]!.at)
    for (; (questions[passed.questions]?.at ?? at) < at; passed.questions++)
      rememberAsk(memory, questions[passed.questions]!.at)
    for (; (answers[passed.answers]?.at ?? at) < at; passed.answers++) {
      const answer = answers[passed.answers]!
      answerers.set(answer.by, [...(answerers.get(answer.by) ?? []), answer.at])
      learn(memory, answer, asked.get(answer.question))
    }
    return { memory, answerers }
  }
}

function learn(memory: Memory, { id, by, at, text }: Answered, question: Asked | undefined) {
  const ask = question ? { title: question.title, text: question.text, at: question.at } : { title: '', at }
  rememberAnswer(memory, { id, person: by, at, text, ask })
}

function byActivity(answerers: Answerers, at: number): string[] {
  return [...answerers]
    .filter(([, times]) => times.length >= LEAST_ANSWERS)
    .map(([person, times]) => ({
      person,
      sum: times.reduce((sum, time) => sum + Math.exp((time - at) / (FADING_DAYS * DAY)), 0),
    }))
    .sort((a, b) => b.sum - a.sum)
    .map(({ person }) => person)
}

/** By the best of those who answered; a question nobody of the candidates answered tells nothing. */
function judge(tally: Tally, memory: Memory, question: Asked, lately: string[], truth: Set<string>) {
  if (!lately.some((person) => truth.has(person))) return
  const { title, text, by: asker, at } = question
  const eligible = lately.map((person) => ({ person }))
  const ranked = rankForAsk(memory, eligible, { question: { title, text }, asker, at, limit: eligible.length })
  const rank = ranked.findIndex(({ person }) => truth.has(person)) + 1
  tally.questions += 1
  tally.reciprocal += 1 / rank
  tally.baseline += 1 / (lately.findIndex((person) => truth.has(person)) + 1)
  if (rank <= 5) tally.hits += 1
}
