//! Texts compared by their words: letter case and what stands between words do not count.

/// The words of a text in small letters, one blank between two.
pub(crate) fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a text says another one: all its words, one after the other. Nothing is said by none.
pub(crate) fn says(text: &str, part: &str) -> bool {
    let part = words(part);
    !part.is_empty() && format!(" {} ", words(text)).contains(&format!(" {part} "))
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn words_count_and_what_is_between_them_does_not() {
        assert!(says("Apply for a passport, now", "A passport: NOW!"));
        assert!(!says("Apply for a passport", "pass"));
        assert!(!says("Apply for a passport", "for passport"));
        assert!(!says("Apply", " – "));
    }
}
