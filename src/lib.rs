#![doc = include_str!("ARCHITECTURE.md")]

/// A closed set that has words in registers, options and outputs: its enum, all of it in the order in which it is listed, and the
/// word of each. One list makes the three, so that nothing can be missing from one of them.
macro_rules! closed_set {
    (
        $(#[$about:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }
        $(#[$all:meta])* ALL
        $(#[$says:meta])* $says_it:ident
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            $(#[$all])*
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            $(#[$says])*
            #[must_use]
            pub fn $says_it(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }
    };
}

pub mod diagnostic;
pub mod date;
pub mod quantity;
pub mod model;
pub mod language;
pub mod document;
pub mod input;
pub mod extraction;
pub mod matching;
pub mod assessment;
pub mod report;
pub mod render;
