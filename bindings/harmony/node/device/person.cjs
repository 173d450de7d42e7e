// The user. What is put before them is a question, which the test answers, or one of their habits.
'use strict';

class Question {
  #answer;

  /** `kind` says what is asked (`camera`, `policy`, …); `about` is what it was asked with. */
  constructor(kind, about, answer) {
    this.kind = kind;
    this.about = about;
    this.#answer = answer;
    this.open = true;
  }

  /** The user answers. */
  answer(said) {
    if (!this.open) throw new Error(`${this.kind} is not on the screen any more`);
    this.open = false;
    this.#answer(said);
  }

  /** It is taken away without an answer. */
  close() {
    this.open = false;
  }
}

class Person {
  /** All that was asked so far. */
  asked = [];
  /** What the user says without being told: answers by the kind of a question. */
  habits = {};
  #seen = 0;
  #waiting = [];

  /** Puts a question before the user. */
  ask(kind, about, answer) {
    const question = new Question(kind, about, answer);
    this.asked.push(question);
    if (kind in this.habits) {
      this.#seen = this.asked.length;
      queueMicrotask(() => question.open && question.answer(this.habits[kind]));
    } else {
      this.#waiting.shift()?.(this.#take());
    }
    return question;
  }

  /** The system's own question, as a promise for the answer. */
  answers(kind, about) {
    return new Promise((resolve) => this.ask(kind, about, resolve));
  }

  /** The next question, once it is asked; one of another kind is an error. */
  async next(kind) {
    const isThere = this.#seen < this.asked.length;
    const question = isThere ? this.#take() : await new Promise((resolve) => this.#waiting.push(resolve));
    if (kind !== undefined && question.kind !== kind) throw new Error(`asked was ${question.kind}, not ${kind}`);
    return question;
  }

  /** Answers the next question, once it is asked. */
  async says(kind, said) {
    (await this.next(kind)).answer(said);
  }

  /** The kinds of all questions so far. */
  get kinds() {
    return this.asked.map((question) => question.kind);
  }

  #take() {
    this.#seen += 1;
    return this.asked[this.#seen - 1];
  }
}

module.exports = { Person };
