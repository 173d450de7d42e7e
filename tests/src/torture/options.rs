//! How the torture is called.

use std::time::Duration;

use super::{DISCIPLINES, Discipline, discipline};

/// What to do, and for how long.
pub struct Options {
    /// How long in all.
    pub time: Duration,
    /// The seed of the first round.
    pub seed: u64,
    /// So many rounds of each, however long they take.
    pub rounds: Option<u64>,
    /// By turns.
    pub disciplines: Vec<&'static Discipline>,
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(args: &[String]) -> Result<Options, String> {
        let mut options = Options {
            time: Duration::from_secs(600),
            seed: fastrand::u64(..1_000_000_000),
            rounds: None,
            disciplines: Vec::new(),
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut number = || number(arg, args.next());
            match arg.as_str() {
                "--minutes" => options.time = Duration::from_secs(number()?.saturating_mul(60)),
                "--seed" => options.seed = number()?,
                "--rounds" => options.rounds = Some(number()?),
                name => options.disciplines.push(named(name)?),
            }
        }
        if options.disciplines.is_empty() {
            options.disciplines.extend(DISCIPLINES);
        }
        Ok(options)
    }
}

fn number(option: &str, value: Option<&String>) -> Result<u64, String> {
    let number = value.and_then(|text| text.replace(['_', ','], "").parse().ok());
    number.ok_or_else(|| format!("`{option}` wants a number"))
}

fn named(name: &str) -> Result<&'static Discipline, String> {
    let known = || DISCIPLINES.iter().map(|it| it.name).collect::<Vec<_>>().join(", ");
    discipline(name).ok_or_else(|| format!("`{name}` is none of {}", known()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_command_line_is_read() {
        let options = parse("kills --minutes 3 --seed 1_000 --rounds 2").unwrap();
        assert_eq!((options.time.as_secs(), options.seed, options.rounds), (180, 1_000, Some(2)));
        assert_eq!(options.disciplines.iter().map(|it| it.name).collect::<Vec<_>>(), ["kills"]);
        assert_eq!(parse("").unwrap().disciplines.len(), DISCIPLINES.len());
    }

    #[test]
    fn what_is_wrong_with_it_is_said() {
        assert_eq!(parse("--minutes many").err().unwrap(), "`--minutes` wants a number");
        assert_eq!(parse("--seed").err().unwrap(), "`--seed` wants a number");
        assert!(parse("nothing").err().unwrap().starts_with("`nothing` is none of kills"));
    }
}
