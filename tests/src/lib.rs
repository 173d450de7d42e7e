//! What the tests across the workspace share: a slow and obvious model of the decision, written
//! independently of the engine, and random cases for both.
pub mod clock;
pub mod day;
pub mod dice;
pub mod engine;
pub mod environment;
pub mod generated;
pub mod leases;
pub mod model;
pub mod promise;
pub mod random;
pub mod setup;
pub mod sim;
pub mod simulation;
pub mod surroundings;
pub mod torture;
pub mod words;
pub mod world;
