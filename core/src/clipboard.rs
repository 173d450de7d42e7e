//! Patterns for what may be taken from the clipboard.

/// The first part of `clip` that one of `patterns` matches. In a pattern `*` stands for a run of
/// characters without blanks, possibly none; everything else stands for itself.
///
/// Time is linear in the clip for each star of a pattern; nothing but the match leaves.
pub(crate) fn first_match<'a>(clip: &'a str, patterns: &[String]) -> Option<&'a str> {
    let words = || clip.split_whitespace();
    patterns.iter().find_map(|pattern| words().find_map(|word| within(word, pattern)))
}

/// The part of a word without blanks that the pattern matches.
fn within<'a>(word: &'a str, pattern: &str) -> Option<&'a str> {
    let mut parts = pattern.split('*');
    let first = parts.next()?;
    let start = word.find(first)?;
    let mut end = start + first.len();
    let mut open = false;
    for part in parts {
        open = part.is_empty();
        end += word.get(end..)?.find(part)? + part.len();
    }
    word.get(start..if open { word.len() } else { end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'a>(clip: &'a str, pattern: &str) -> Option<&'a str> {
        first_match(clip, &[pattern.to_owned()])
    }

    #[test]
    fn only_the_match_is_handed_out() {
        let clip = "你好 my card is 1234 https://music.163.com/song?id=1 thanks";
        assert_eq!(find(clip, "https://music.163.com/*"), Some("https://music.163.com/song?id=1"));
        assert_eq!(find(clip, "https://y.qq.com/*"), None);
    }

    #[test]
    fn stars_stay_within_a_word_and_texts_around_them_bind() {
        assert_eq!(find("复制￥aB3￥打开", "￥*￥"), Some("￥aB3￥"));
        assert_eq!(find("￥aB 3￥", "￥*￥"), None);
        assert_eq!(find("", "￥*￥"), None);
    }

    #[test]
    fn only_a_star_at_the_end_reaches_to_the_end_of_the_word() {
        assert_eq!(find("song-1-live", "song**1"), Some("song-1"));
        assert_eq!(find("song-1-live", "song*"), Some("song-1-live"));
    }
}
