//! Rust source as a row of tokens, without comments: enough to find attributes and paths, and no more.
//!
//! A text search would stumble over `#[proves(…)]` in a comment or in a string; a full parser would be one more
//! crate to trust. This knows comments, strings, characters, lifetimes and numbers, and nothing of the grammar.

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An identifier or a keyword.
    Ident,
    /// One sign.
    Punct,
    /// A string; its text is what stands between the quotes, escapes untouched.
    Str,
    /// A number, a character or a lifetime.
    Other,
}

/// One token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// As it stands in the source.
    pub text: String,
    /// Its line, from 1.
    pub line: usize,
}

impl Token {
    /// Whether this is the given identifier, keyword or sign (never a string with the same text).
    pub fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Ident | Kind::Punct) && self.text == text
    }
}

/// Cuts a source into tokens. Broken source gives some tokens and never an error: the compiler reports it better.
pub fn lex(source: &str) -> Vec<Token> {
    let mut lexer = Lexer { chars: source.chars().collect(), at: 0, line: 1, tokens: Vec::new() };
    while lexer.at < lexer.chars.len() {
        lexer.step();
    }
    lexer.tokens
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn advance(&mut self) -> char {
        let c = self.peek(0);
        if c == '\n' {
            self.line += 1;
        }
        self.at += 1;
        c
    }

    fn done(&self) -> bool {
        self.at >= self.chars.len()
    }

    fn push(&mut self, kind: Kind, text: String, line: usize) {
        self.tokens.push(Token { kind, text, line });
    }

    fn step(&mut self) {
        let (c, line) = (self.peek(0), self.line);
        if c.is_whitespace() {
            self.advance();
        } else if c == '/' && self.peek(1) == '/' {
            while !self.done() && self.peek(0) != '\n' {
                self.advance();
            }
        } else if c == '/' && self.peek(1) == '*' {
            self.block_comment();
        } else if c == '"' {
            self.string(line);
        } else if c == '\'' {
            self.quote(line);
        } else if c.is_ascii_digit() {
            let text = self.word();
            self.push(Kind::Other, text, line);
        } else if c.is_alphabetic() || c == '_' {
            self.word_or_string(line);
        } else {
            self.advance();
            self.push(Kind::Punct, c.to_string(), line);
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while !self.done() {
            if self.peek(0) == '/' && self.peek(1) == '*' {
                depth += 1;
                self.at += 2;
            } else if self.peek(0) == '*' && self.peek(1) == '/' {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return;
                }
            } else {
                self.advance();
            }
        }
    }

    fn word(&mut self) -> String {
        let mut text = String::new();
        while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
            text.push(self.advance());
        }
        text
    }

    fn word_or_string(&mut self, line: usize) {
        let text = self.word();
        let prefix = matches!(text.as_str(), "r" | "b" | "br" | "c" | "cr");
        if prefix && text.ends_with('r') && matches!(self.peek(0), '"' | '#') {
            let mut hashes = 0;
            while self.peek(hashes) == '#' {
                hashes += 1;
            }
            if self.peek(hashes) == '"' {
                self.at += hashes + 1;
                self.raw_string(hashes, line);
                return;
            }
            // r#name: an identifier in spite of a keyword.
            self.at += 1;
            let name = self.word();
            self.push(Kind::Ident, name, line);
        } else if prefix && self.peek(0) == '"' {
            self.string(line);
        } else if text == "b" && self.peek(0) == '\'' {
            self.quote(line);
        } else {
            self.push(Kind::Ident, text, line);
        }
    }

    fn string(&mut self, line: usize) {
        self.advance();
        let mut text = String::new();
        while !self.done() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                text.push(self.advance());
            }
            text.push(self.advance());
        }
        self.advance();
        self.push(Kind::Str, text, line);
    }

    fn raw_string(&mut self, hashes: usize, line: usize) {
        let mut text = String::new();
        while !self.done() {
            if self.peek(0) == '"' && (1..=hashes).all(|n| self.peek(n) == '#') {
                self.at += hashes + 1;
                break;
            }
            text.push(self.advance());
        }
        self.push(Kind::Str, text, line);
    }

    /// A character or a lifetime.
    fn quote(&mut self, line: usize) {
        if self.peek(1) == '\\' {
            self.at += 3;
            while !self.done() && self.peek(0) != '\'' {
                self.advance();
            }
            self.advance();
        } else if self.peek(2) == '\'' {
            self.advance();
            self.advance();
            self.advance();
        } else {
            self.advance();
            self.word();
        }
        self.push(Kind::Other, String::new(), line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        lex(source).into_iter().filter(|t| t.kind == Kind::Ident).map(|t| t.text).collect()
    }

    #[test]
    fn comments_strings_and_characters_hide_what_they_hold() {
        let source = r##"
            // fn one() /* */
            /* fn two /* nested */ fn three */
            let a = "fn \" four"; let b = r#"fn " five"#; let c = '"'; let d = '\''; let e = b'"';
            fn six<'a>(x: &'a str) {}
        "##;
        let words = words(source);
        assert!(words.contains(&"six".to_owned()));
        for hidden in ["one", "two", "three", "four", "five"] {
            assert!(!words.contains(&hidden.to_owned()), "{hidden}");
        }
    }

    #[test]
    fn lines_count_through_comments_and_strings() {
        let tokens = lex("/* a\n b */ x\n\"y\nz\" r#type\n'c' w");
        let found: Vec<_> = tokens.iter().map(|t| (t.text.as_str(), t.line)).collect();
        assert_eq!(found, [("x", 2), ("y\nz", 3), ("type", 4), ("", 5), ("w", 5)]);
    }
}
