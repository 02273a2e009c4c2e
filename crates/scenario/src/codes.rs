//! The stable codes of diagnostics, each with what `detente explain CODE` prints.

use crate::diagnostic::Severity;

macro_rules! codes {
    ($($code:ident $severity:ident $title:literal $explanation:literal)*) => {
        /// A stable code: it never changes its meaning and is never given to anything else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $code,)*
        }

        impl Code {
            /// Every code, ascending.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The code as it is printed.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$code => stringify!($code),)* }
            }

            /// How bad it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }

            /// A few words on it.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$code => $title,)* }
            }

            /// What it means, why it matters and what to do, in Markdown.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$code => $explanation,)* }
            }
        }
    };
}

codes! {
    // E0xx: the file as TOML or JSON.
    E001 Error "not valid TOML or JSON" "…"

    // E1xx: sections and keys.

    // E2xx: names.

    // E3xx: expressions, questions, variants.
    E301 Error "the expression cannot be read"
        "Something stands where the language of conditions has no place for it. A condition \
         compares terms with options (`=` `!=` `<` `<=` `>` `>=`, `in { … }`), names definitions, \
         and connects such parts with `not`, `and`, `or`, `implies` and `iff`. Names consist of \
         letters, digits, `_` and `-`.\n\n\
         Wrong: `yongbyon = ; sanctions = waiver`  \n\
         Right: `yongbyon = frozen and sanctions = waiver`"
    E302 Error "a condition is missing"
        "A condition should stand here and there is nothing. A key that needs a condition cannot \
         be left empty, and every `and`, `or` or `not` needs something to work on. If every \
         package is meant, write `true`.\n\n\
         Wrong: `yongbyon = frozen and`  \n\
         Right: `yongbyon = frozen`"
    E303 Error "the expression nests too deeply"
        "Parentheses, negations and consequences may stand inside each other only 128 deep, so \
         that no file can exhaust the memory of the program that reads it. People cannot read \
         such an expression either. Give its parts names under `[define]` and use the names.\n\n\
         Wrong: `((((…))))`  \n\
         Right: `disarmed and inspected`"
    E304 Error "a parenthesis or brace has no partner"
        "Every `(` needs its `)` and every `{` its `}`. Without the partner it is not clear how \
         far the group reaches, and the condition could mean two different things.\n\n\
         Wrong: `(yongbyon = frozen or missiles = kept`  \n\
         Right: `(yongbyon = frozen or missiles = kept)`"
    E305 Error "a symbol of another language"
        "Programming languages and logic books write `==`, `&&`, `||`, `!`, `->`, `≥`; here `=` \
         compares, and words connect: `and`, `or`, `not`, `implies`, `iff`. One spelling for each \
         thing keeps files readable for people who do not program. Beware of `=>`: \"at least\" \
         is `>=`, a consequence is `implies`.\n\n\
         Wrong: `yongbyon == frozen && !disarmed`  \n\
         Right: `yongbyon = frozen and not disarmed`"
    E306 Error "a word of the language in capitals"
        "The words of the language are written in small letters. Capitals make a difference in \
         names, so they make one everywhere.\n\n\
         Wrong: `disarmed AND inspected`  \n\
         Right: `disarmed and inspected`"
    E307 Error "a name in quotation marks"
        "Terms, options and all other names stand without quotation marks inside a condition. The \
         quotation marks around the whole condition belong to the file format, not to the \
         condition.\n\n\
         Wrong: `yongbyon = \"frozen\"`  \n\
         Right: `yongbyon = frozen`"
    E308 Error "two conditions without a word between them"
        "Two conditions stand side by side and nothing says how they belong together. Both at \
         once is `and`, at least one is `or`, a consequence is `implies`, the same truth is \
         `iff`.\n\n\
         Wrong: `yongbyon = frozen sanctions = waiver`  \n\
         Right: `yongbyon = frozen and sanctions = waiver`"
    E309 Error "comparisons cannot be chained"
        "A comparison has one term on its left and one option on its right; the result is true or \
         false and is not compared again. A range is written as two comparisons. To say that a \
         condition is false, write `not`; to say that two are equally true, write `iff`.\n\n\
         Wrong: `frozen <= yongbyon <= dismantled`  \n\
         Right: `yongbyon >= frozen and yongbyon <= dismantled`"
    E310 Error "a term without a comparison"
        "A term by itself is neither true nor false: it is settled in one of several ways. \
         Compare it with one of its options, or give the comparison a name under `[define]` and \
         use that name.\n\n\
         Wrong: `yongbyon and disarmed`  \n\
         Right: `yongbyon >= frozen and disarmed`"
    E311 Error "an option without its term"
        "An option says how something is settled, but not what. The same name may be an option of \
         several terms, so the term is always written. Several options of one term can be listed \
         after `in`.\n\n\
         Wrong: `yongbyon = frozen or dismantled`  \n\
         Right: `yongbyon in { frozen, dismantled }`"
    E312 Error "unknown name in a condition"
        "The name is not that of a term (`[[term]]`) or of a definition (`[define]`), or it is \
         the name of something that is not a condition. Names are compared letter by letter, \
         capitals included. The nearest known name is shown if there is one.\n\n\
         Wrong: `yongbion = frozen`  \n\
         Right: `yongbyon = frozen`"
    E313 Error "unknown option"
        "The term has no such option. Options are listed with their term under `options`, and a \
         condition names them exactly as they stand there.\n\n\
         Wrong: `yongbyon = forzen`  \n\
         Right: `yongbyon = frozen`"
    E314 Error "an option of another term"
        "The option exists, but it belongs to another term. Either the term or the option is the \
         wrong one; the options of this term are shown.\n\n\
         Wrong: `yongbyon >= site`  \n\
         Right: `inspection >= site`"
    E315 Error "a term compared with another term"
        "A term is compared with its own options only. The options of two terms have no common \
         order, so the comparison would mean nothing. Say which combinations of options are \
         meant.\n\n\
         Wrong: `yongbyon = enrichment`  \n\
         Right: `yongbyon = frozen and enrichment = frozen`"
    E316 Error "a comparison the wrong way round"
        "The term (or `changes`) stands on the left of a comparison, the option or number on the \
         right. With one order for all comparisons, `<` and `>` are never misread.\n\n\
         Wrong: `frozen <= yongbyon`  \n\
         Right: `yongbyon >= frozen`"
    E317 Error "a definition compared with something"
        "A definition stands for a whole condition, so it is true or false; it has no options. \
         Use it by itself, or negate it.\n\n\
         Wrong: `disarmed = true`  \n\
         Right: `disarmed`"
    E318 Error "a list of options that cannot be read"
        "After `in` stand the options in braces, separated by commas, at least one.\n\n\
         Wrong: `yongbyon in frozen, dismantled`  \n\
         Right: `yongbyon in { frozen, dismantled }`"
    E320 Error "a predicate outside a question"
        "Predicates such as `better(us)`, `deal` or `changes <= 3` depend on what the parties \
         want and on which packages are possible. Rules, priorities, definitions and `seen` \
         decide exactly that, so they can speak of terms only. Predicates are for questions: the \
         `ask` of a `[[claim]]`, and `detente ask`.\n\n\
         Wrong: `require = 'better(us)'`  \n\
         Right: `ask = 'every package with yongbyon = frozen has better(us)'`"
    E321 Error "unknown predicate"
        "A name with a parenthesis is a predicate, and there is none of this name. The predicates \
         are `better`, `same`, `worse`, `acceptable`, `surely_better`, `possibly_better`, \
         `surely_worse`, `possibly_worse`, `zopa`, `deal`, `efficient`, `genuine`, `changes`, \
         `is`, `prefers`, `empty`, `stable`, `equilibrium` and `holds`.\n\n\
         Wrong: `some package has bettr(us)`  \n\
         Right: `some package has better(us)`"
    E322 Error "wrong arguments of a predicate"
        "Each predicate takes a fixed number of names in one parenthesis, separated by commas; \
         `zopa`, `deal`, `efficient`, `genuine` and `holds` take none and stand alone. What is to \
         hold of several parties is asked of each of them.\n\n\
         Wrong: `better(us, kim)`  \n\
         Right: `better(us) and better(kim)`"
    E323 Error "unknown party"
        "A party should be named here and no party has this name. Parties are declared under \
         `[party]`; a party's name in sentences (`name`) cannot be used, only its id.\n\n\
         Wrong: `better(usa)`  \n\
         Right: `better(us)`"
    E324 Error "unknown package"
        "A package should be named here and none has this name. Packages are declared as \
         `[[package]]` with an `id`. The status quo has no name of its own: declare a package \
         with `change = {}` to speak of it.\n\n\
         Wrong: `is(status_quo)`  \n\
         Right: `is(today)`"
    E325 Error "unknown stability concept"
        "The stability concepts are `R` (Nash), `GMR`, `SMR`, `SEQ` and `SSEQ`, in capitals as in \
         the literature.\n\n\
         Wrong: `stable(us, nash)`  \n\
         Right: `stable(us, R)`"
    E326 Error "`changes` without a number"
        "`changes` counts the terms in which a package differs from the status quo. It is \
         compared with a whole number in digits, 0 or more.\n\n\
         Wrong: `changes <= few`  \n\
         Right: `changes <= 3`"
    E327 Error "a comparison of `changes` that says nothing"
        "The number of changes is never below 0, so `changes < 0` is never true and `changes >= \
         0` always is. Such a comparison is a slip of the pen, and a claim that rests on it would \
         be worthless.\n\n\
         Wrong: `changes < 0`  \n\
         Right: `changes = 0`"
    E329 Error "more mistakes in one expression"
        "After some twenty mistakes the rest of an expression is not looked at any more. Correct \
         those that are shown and check the file again."
    E330 Error "not a question"
        "A question begins with `every`, `some`, `no`, `most` or `count`, then `package` or \
         `packages`, then says with `with` which packages are meant and with `has` what is asked \
         of them. `with` may be left out where all possible packages are meant.\n\n\
         Wrong: `all deals are better for us`  \n\
         Right: `every package with deal has better(us)`"
    E331 Error "a question without `has`"
        "`every` and `most` say something of the packages they speak of, so `has` is needed. \
         Whether there is any such package is asked with `some`, how many there are with `count`.\n\n\
         Wrong: `every package with deal`  \n\
         Right: `every package with deal has better(japan)`"
    E332 Error "`has` in a question that counts"
        "`count packages with A` counts the packages that meet A and asks nothing more of them. \
         Put all conditions into `with`.\n\n\
         Wrong: `count packages with deal has genuine`  \n\
         Right: `count packages with deal and genuine`"
    E333 Error "the parts of a question in the wrong order"
        "A question has at most one `with` and one `has`, in this order: first which packages, \
         then what is asked of them. The order matters: `every package with A has B` and `every \
         package with B has A` are different questions.\n\n\
         Wrong: `every package has genuine with deal`  \n\
         Right: `every package with deal has genuine`"
    E334 Error "`with` or `has` is missing"
        "After `package` comes `with` (which packages) or `has` (what is asked of them), and \
         nothing else.\n\n\
         Wrong: `every package where deal has genuine`  \n\
         Right: `every package with deal has genuine`"
    E335 Error "a question where a condition belongs"
        "A question speaks of all packages at once and is answered by the whole file. A rule, a \
         priority, a definition or `seen` needs a condition: what is true of a single package. \
         Questions stand under `ask` in a `[[claim]]`.\n\n\
         Wrong: `require = 'no package with disarmed has nuclear_growth'`  \n\
         Right: `forbid = 'disarmed and nuclear_growth'`"
    E340 Error "not a variant"
        "A variant is one change of the file: `drop PARTY N`, `drop rule N`, `swap PARTY N N` or \
         `version PARTY N VERSION`. Several changes are written as a list of variants.\n\n\
         Wrong: `without kim 7`  \n\
         Right: `drop kim 7`"
    E341 Error "no such line"
        "The lines of a party are numbered from 1 in the order of the file; dated versions of one \
         line share its number. This number is none of them.\n\n\
         Wrong: `drop kim 0`  \n\
         Right: `drop kim 1`"
    E342 Error "no such version"
        "The dated versions of a line (entries with `from` after entries with `until`) are \
         numbered from 1. Most lines have only one.\n\n\
         Wrong: `version kim 4 0`  \n\
         Right: `version kim 4 2`"
    E343 Error "a line swapped with itself"
        "`swap` exchanges two lines of one party. With the same number twice nothing would \
         change, and the answer would look like a confirmation.\n\n\
         Wrong: `swap kim 3 3`  \n\
         Right: `swap kim 3 4`"
    E344 Error "no such rule"
        "Rules are numbered from 1 in the order of the file, and can be called by their `id` if \
         they have one. There is no rule of this number or name.\n\n\
         Wrong: `drop rule 0`  \n\
         Right: `drop rule 1`"
    W351 Warning "an option listed twice"
        "The list after `in` names an option more than once. It makes no difference, but perhaps \
         another option was meant.\n\n\
         Wrong: `yongbyon in { frozen, frozen }`  \n\
         Right: `yongbyon in { frozen, dismantled }`"

    // E4xx: values.

    // W5xx: what no parser sees; found by the engine's `check`.
}
