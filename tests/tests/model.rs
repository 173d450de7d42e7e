//! The engine against the reference model, over random policies, states and requests.
//!
//! `MENSHEN_CASES` sets how many cases, `MENSHEN_SEED` where they begin; a difference prints both.

use menshen::Policy;
use menshen_tests::environment::setting;
use menshen_tests::{engine, model, random};

const STATES_PER_POLICY: u64 = 250;
const THREADS: u64 = 2;

#[test]
fn engine_and_model_agree() {
    let cases = setting("MENSHEN_CASES");
    let cases = cases.unwrap_or(if cfg!(debug_assertions) { 10_000 } else { 1_000_000 });
    let seed = setting("MENSHEN_SEED").unwrap_or(20_261_121);
    let rounds = cases.div_ceil(STATES_PER_POLICY * THREADS);
    let allowed: u64 = std::thread::scope(|scope| {
        let worker = |number| {
            scope.spawn(move || {
                (0..rounds).map(|it| round(seed, it * THREADS + number)).sum::<u64>()
            })
        };
        let workers: Vec<_> = (0..THREADS).map(worker).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    let total = rounds * STATES_PER_POLICY * THREADS;
    println!("{total} cases from seed {seed}: no difference; {allowed} allowed");
    assert!(allowed > total / 20, "the cases hardly reach an allow");
}

/// One policy with its states; says how many were allowed.
fn round(seed: u64, number: u64) -> u64 {
    let mut rng = fastrand::Rng::with_seed(seed.wrapping_mul(0x9e37_79b9).wrapping_add(number));
    let policy_json = random::policy(&mut rng);
    let policy = Policy::parse(&policy_json.to_string())
        .unwrap_or_else(|error| panic!("{error}\n{policy_json:#}"));
    let case = |_| {
        let state = random::state(&mut rng, &policy_json);
        let request = random::request(&mut rng, &policy_json);
        let expected = model::decide(&policy_json, &state, &request);
        let found = engine::answer(&policy, &state, &request);
        assert_eq!(
            found, expected,
            "engine (left) and model differ: seed {seed}, round {number}\nrequest {request}\nstate {state:#}\npolicy {policy_json:#}"
        );
        u64::from(found["verdict"] == "allow")
    };
    (0..STATES_PER_POLICY).map(case).sum()
}
