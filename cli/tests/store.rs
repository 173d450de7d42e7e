//! `menshen log report --for store` on logs that a real gate wrote, by a clock of the test's own.
#![cfg(test)]

#[path = "store/phone.rs"]
mod phone;

#[path = "store/answers.rs"]
mod answers;
#[path = "store/counts.rs"]
mod counts;
#[path = "store/forms.rs"]
mod forms;
#[path = "store/story.rs"]
mod story;
