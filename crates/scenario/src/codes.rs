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
    E001 Error "not valid TOML"
r#"The line cannot be read as TOML. Text stands in quotation marks, a list in `[…]` and an inline table in
`{…}`, and each key has `=` and a value.

```toml
# wrong
title = Second summit
# right
title = "Second summit"
```

Conditions are best written between single quotation marks, in which nothing needs to be escaped."#

    E002 Error "not valid JSON"
r#"The file begins with `{` and is therefore read as JSON, but it is not JSON as the standard has it: no comments,
no comma after the last entry, names and texts in double quotation marks.

```json
{ "scenario": { "title": "Second summit" } }
```

Nothing after the place shown was looked at, so more may come to light once it is mended."#

    E003 Error "nested too deeply"
"Tables and lists stand inside each other more than 32 deep. A scenario needs no more than five levels, so this is
most likely a machine-made file that is no scenario, or a bracket that is never closed. The limit exists so that no
file can exhaust the memory of the program that reads it."

    E004 Error "file too large"
"A file may have 16 MiB and about four million names, values and signs. Scenarios written by hand have a few hundred
lines; one that reaches the limit usually carries whole texts in its quotations. Keep those in files of their own and
name them under `[[text]]`."

    E005 Error "not UTF-8"
"The file contains bytes that are not UTF-8, the encoding in which TOML and JSON are written. Old editors save as
Windows-1252 or UTF-16. Open the file and save it again with the encoding UTF-8; letters with accents then look right
in the messages, too."

    E006 Error "the same key twice"
r#"A table has the same key twice, or a section has two headers, and it is not clear which of them counts. Delete one
of them, or put their contents together.

```toml
# wrong
title = "Second summit"
title = "Hanoi"
```

Blocks with double brackets such as `[[term]]` may be repeated: each begins a new one."#

    E007 Error "too many mistakes to list"
"So many mistakes were found that the rest is not listed, or not looked for. Mend the first ones: often a single slip,
such as a section under a wrong name, makes all the others. Then check the file again."

    // E1xx: sections and keys.
    E101 Error "unknown section"
r#"The file has a section that scenarios do not have. Nothing in it would be used, so it is refused rather than passed
over in silence. Sections whose entries are blocks take double brackets, and their names are singular.

```toml
# wrong
[[terms]]
id = "tests"
# right
[[term]]
id = "tests"
```"#

    E102 Error "unknown key"
r#"A table has a key that tables of its kind do not have. It would have no effect, and a slip of the pen in a key must
not change what a scenario means. The message names the nearest key and all keys that are possible here; for remarks
there is `note` in most tables, and comments begin with `#`.

```toml
# wrong
[[term]]
option = ["open", "closed"]
# right
[[term]]
options = ["open", "closed"]
```"#

    E103 Error "missing key"
r#"A table lacks a key without which it means nothing.

```toml
[[claim]]
id = "C1"
says = "A deal exists"
ask = 'some package with deal'    # without it there is nothing to answer
```"#

    E104 Error "wrong type"
r#"The value is of another kind than the key takes: a list where a text belongs, a number where `true` or `false`
belongs, a block in single brackets where double ones are needed.

```toml
# wrong
signs = "yes"
[term]
# right
signs = true
[[term]]
```"#

    E105 Error "empty text"
r#"The text is empty or consists of blanks. Where a key need not be there, leave it out; otherwise say what belongs
there.

```toml
# wrong
marking = ""
```"#

    E106 Error "keys that exclude each other"
r#"The table says the same thing in two ways that exclude each other: a priority has one of `wants`, `refuses` and
`gives`; a rule has `require` or `forbid`; a party has priorities or a ranking.

```toml
# wrong
[[rule]]
require = 'visits = anywhere'
forbid = 'visits = none'
```

Write two lines, or decide for one of the two."#

    E107 Error "half of a pair"
r#"`gives` and `only_for` belong together: what a party gives, and the only thing for which it gives it. What a party
refuses without condition is `refuses`, and what it simply wants is `wants`.

```toml
[[priority.kim]]
gives = 'yongbyon >= frozen'
only_for = 'sanctions >= waiver'
```"#

    E108 Error "nothing to analyse"
r#"A scenario needs at least one party and at least one term, for without them there is nobody who wants anything and
nothing to settle.

```toml
[party]
us = { name = "United States", signs = true }

[[term]]
id = "tests"
by = "us"
options = ["on", "off"]
now = "on"
```"#

    E109 Error "too many"
"A list is longer than the program can number: 255 options of a term, and 60,000 parties, terms, definitions, rules,
packages, steps, claims, texts, sources or priorities of one party. A term with hundreds of options is usually a quantity; name the
few levels that make a difference to somebody."

    // E2xx: names.
    E201 Error "not a name"
r#"A name consists of letters of any script, digits, `_` and `-`, and has at most 100 characters. It is what expressions
use, so it cannot contain blanks or other signs. What readers see is `name` (and `labels` for options), and that may be
any text.

```toml
# wrong
id = "end of war"
# right
id = "end_of_war"
name = "End-of-war declaration"
```"#

    E202 Error "reserved word"
r#"The word has a meaning of its own in expressions or questions, such as `and`, `in`, `package` or `deal`, so nothing can
be called by it. Choose a longer name: `deal_2019`, `in_force`. Parties cannot be called `rule`, because the variant
`drop rule 2` speaks of the second rule."#

    E203 Error "name given twice"
r#"Two entries of the same section have the same name, and expressions could mean either. Give one of them another name
and check which of the two each expression means. Terms and definitions share their names, for both stand alone in
expressions."#

    E204 Error "listed twice"
r#"A list names the same thing twice. Once is enough, and the second mention may have been meant for something else.

```toml
# wrong
by = ["us", "us"]
```"#

    E210 Error "unknown party"
r#"The file names a party that it does not define under `[party]`. Perhaps the name is misspelt; the message shows the
nearest one. Expressions and lists use the name on the left of `=`, not the words in `name`.

```toml
[party]
us = { name = "United States" }
# wrong
[[priority.usa]]
# right
[[priority.us]]
```"#

    E211 Error "unknown term"
r#"A `change` names a term that the file does not define under `[[term]]`. Perhaps the name is misspelt; the message
shows the nearest one. The key on the left is the term, the text on the right one of its options.

```toml
change = { sanctions = "waiver" }
```"#

    E212 Error "unknown option"
r#"The term has no such option. Its `options` list all of them, and `now`, `fallback`, `seen`, `undo`, `labels`, `cannot`
and every `change` must keep to that list. Perhaps the option is misspelt, or belongs to another term.

```toml
options = ["running", "frozen"]
# wrong
now = "run"
```"#

    E213 Error "unknown package"
r#"The file names a package that it does not define under `[[package]]`. A party's `no_deal` is the `id` of such a
block.

```toml
[[package]]
id = "fire-and-fury"
change = { tests = "on" }
```"#

    E214 Error "unknown source"
r#"A line rests on a source that the file does not define under `[[source]]`. Perhaps its number is misspelt, or the
block is still to be written: a source needs an `id` and a `date`.

```toml
[[source]]
id = "E15"
date = 2019-01-08
```"#

    E215 Error "unknown text"
r#"A source says that it quotes a text which the file does not define under `[[text]]`.

```toml
[[text]]
id = "editorial"
date = 2019-01-25
```"#

    E216 Error "unknown step"
r#"No step of the file has this id. A list under `after` and the `steps` of a bundle name steps by their `id`.

```toml
[[step]]
id = "waiver"
by = "us"
change = { sanctions = "waiver" }

[[bundle]]
id = "exchange"
steps = ["waiver", "closure"]     # each the id of a [[step]]
```"#

    E217 Error "unknown type"
r#"A likelihood names the types of the party that the event is about. They stand under `[[type.PARTY]]`.

```toml
[[type.kim]]
id = "sincere"
prior = 0.5

[[event]]
id = "list-handed-over"
date = 2019-03-10
about = "kim"
likelihood = { sincere = 0.9 }    # a type of kim
```"#

    E220 Error "refers to itself"
"A party cannot negotiate for itself, and a source cannot contradict itself. Leave the key out, or name the other party
or source that is meant."

    E221 Error "agent of an agent"
r#"A party negotiates for one that itself negotiates for another. An agent stands beside its principal, and answers are
given for both; a chain has no such meaning. Let both negotiate for the principal at the end of the chain.

```toml
us    = { name = "United States" }
trump = { negotiates_for = "us" }
envoy = { negotiates_for = "us" }     # not "trump"
```"#

    E222 Error "copies what is no party's own"
r#"`like` copies the lines of values of another party, and only lines that are its own: a party cannot copy itself, nor
one that has no `[[value.PARTY]]`, nor one that copies itself from a third. Name the party whose lines they are.

```toml
[[value.japan]]
like = "us"

[[value.korea]]
like = "us"          # not "japan"
```"#

    E230 Error "definitions in a circle"
r#"A definition uses itself, directly or through others, so it never comes to say anything about a package. The message
shows the circle; write one of its members out in terms of the options that it means.

```toml
# wrong
[define]
safe = 'disarmed'
disarmed = 'safe and visits = anywhere'
```"#

    E231 Error "definition too large"
"Definitions may use each other 64 levels deep, and written out in full each may have 100,000 parts. A chain in
which each definition uses the one before twice doubles at each step, and would keep the computer busy for ever. State
the condition anew in fewer words."

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
        "After `in` stand options of the term in braces, separated by commas, at least one. The \
         braces say where the list ends, so that `or` and `and` can follow it.\n\n\
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
         the literature. They differ in how far a party looks ahead before it moves, so a \
         question has to name one.\n\n\
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
         nothing else. No other words are taken for them, so that a question is always spelled \
         the same way.\n\n\
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
    E345 Error "an order where there is none"
        "A variant swaps two lines of a party with values. Values are added up, so their order makes no \
         difference. To try what hangs on a line, drop it.\n\n\
         Wrong: `swap us 1 2`  \n\
         Right: `drop us 1`"
    W351 Warning "an option listed twice"
        "The list after `in` names an option more than once. It makes no difference, but perhaps \
         another option was meant.\n\n\
         Wrong: `yongbyon in { frozen, frozen }`  \n\
         Right: `yongbyon in { frozen, dismantled }`"

    // E4xx: values.
    E401 Error "not a date"
r#"Dates are written 2019-01-25, with or without quotation marks; between quotation marks also "2019-03" for the last
day of a month and "2019" for the last day of a year. Times of the day are not used. `as_of` also takes "latest".

```toml
# wrong
date = "25 January 2019"
# right
date = 2019-01-25
```"#

    E402 Error "not one of the possible words"
r#"The key takes one of a few words, which the message lists. `kind` is capability, transparency, relief, posture or words;
`undo` is days, weeks, months, years or never; `seen` is "outside", "nobody" or a condition on the package.

```toml
kind = "capability"
undo = { frozen = "weeks", dismantled = "years" }
```"#

    E403 Error "ends before it begins"
"The first day on which the line holds (`from`) comes after its last (`until`), so it would never hold. Most often the
two are exchanged, or a year is misspelt."

    E404 Error "versions that overlap"
r#"A priority with `from` that follows one with `until` is the next dated version of the same line, and it must begin
after the last day of the one before: on any day at most one version holds. If the two are meant to be different lines
that hold at the same time, put another line between them or leave out one of the dates.

```toml
[[priority.kim]]
wants = 'tests = on'
until = 2017-12-31
[[priority.kim]]
wants = 'tests = off'
from = 2018-01-01
```"#

    E405 Error "not a grade"
r#"A grade is a letter from A (completely reliable) to F (cannot be judged) for the source, and a digit from 1 (confirmed
by others) to 6 (cannot be judged) for what it says.

```toml
grade = "B2"
```"#

    E406 Error "not a SHA-256 digest"
"The digest of a text is the SHA-256 of its file, written as 64 hexadecimal digits. It lets `check --text` say that the
text at hand is the one that was quoted. If it is not at hand, leave the key out."

    E407 Error "fallback without joint control"
r#"`fallback` is the option to which any one of several controllers may withdraw alone. Where one party controls the term
it needs no fallback, for it may move as it likes; where nobody does, nobody can withdraw.

```toml
[[term]]
id = "declaration"
by = ["us", "kim"]
options = ["none", "signed"]
now = "none"
fallback = "none"
```"#

    E408 Error "not a move"
r#"An impossible move is written `from -> to`, with an option on each side or `*` for every option.

```toml
cannot = ['dismantled -> *', '* -> growing']
```"#

    E409 Error "moves with a gap"
r#"The moves that `cannot` leaves must be transitive: if a party may go from `a` to `b` and from `b` to `c`, it may go from
`a` to `c` as well, since a party changes a term in one move and could make the two moves one after the other anyway.
Forbid one of the two, or allow the third.

```toml
options = ["a", "b", "c"]
# wrong: a -> b and b -> c are left
cannot = ['a -> c']
```"#

    E410 Error "number of options"
r#"A term is something that can be settled in two or more ways, so it has at least two options, and at most 255. What
cannot change is not a term; say it in `about`.

```toml
options = ["open", "closed"]
```"#

    E411 Error "expected answer of another kind"
r#"`count packages …` is answered by a number, the other questions by yes or no, and `expect` must be of the same kind.

```toml
# wrong
ask = 'count packages with deal'
expect = true
# right
expect = 12
```

A number is not negative."#

    E412 Error "changes nothing"
r#"A step changes at least one term; an empty `change` is not a step. (A package may change nothing: it is then the status
quo under a name.)

```toml
[[step]]
id = "waiver"
by = "us"
change = { sanctions = "waiver" }
```"#

    E413 Error "a notation that does not fit"
r#"The notation of the graph model's programs writes a package as one letter for each term, `N` for the first option
and `Y` for the second. So it needs terms with exactly two options. Leave `notation` out, or split the term: a term with
three options becomes three terms with two, and rules that let at most one of them be taken.

```toml
[scenario]
title = "A pause in tests"
notation = "gmcr"

[[term]]
id = "pause"
by = "kim"
options = ["no", "yes"]
now = "no"
```"#

    E414 Error "not a number"
r#"Numbers are decimal: `40`, `-2.5`, `1e3`. They are taken exactly as written, with up to 36 significant digits; `nan` and
`inf` are no numbers here.

```toml
[[value.us]]
term = "price"
options = { low = 0, high = 12.5 }
```"#

    E415 Error "not a range"
r#"A range is a list of its two ends, the lower one first: whoever writes `[30, 50]` says that the number lies somewhere
from 30 to 50. Where it is known, write the number alone.

```toml
[[value.us]]
when = 'price = low'
worth = [30, 50]       # not [50, 30], not [30, 40, 50]
```"#

    E416 Error "a weight below zero"
r#"A weight and a swing are not negative, and what points are out of is positive: they say how much something matters,
and the points say in which direction. Whatever is unwelcome has negative points.

```toml
[[value.us]]
term = "price"
weight = 2
options = { low = 0, high = -10 }
```"#

    E417 Error "a number for no deal without values"
r#"What no deal is worth can be a number only for a party that says under `[[value.PARTY]]` what everything else is worth.
A party with priorities or a ranking falls back on a package.

```toml
[party]
us = { signs = true, no_deal = 35 }

[[value.us]]
term = "price"
options = { low = 0, high = 100 }
```"#

    E418 Error "a swing between equals"
r#"`swing` says how much more the best option of a term is worth than the worst. If all its options have the same points,
there is no such difference. Give the options different points, or leave the line out: it says that the term does not matter.

```toml
[[value.us]]
term = "price"
swing = 30
options = { low = 0, mid = 60, high = 100 }
```"#

    E419 Error "not between 0 and 1"
r#"Probabilities and shares lie between 0 and 1, and so does what a party's next period counts against this one (there without
both ends: who counts the future fully would wait for ever, who does not count it keeps nothing).

```toml
[party]
us = { signs = true, discount = 0.9 }

[[step]]
id = "waiver"
by = "us"
change = { sanctions = "waiver" }
reversal = 1                      # all of it comes back
detect = [0.6, 0.8]               # not 60
```"#

    W420 Warning "step that its owner cannot take"
r#"The step changes a term that none of the parties in its `by` controls. They could not take it; most often `by` lacks
a party, or the term does.

```toml
[[step]]
id = "waiver"
by = "us"                         # must control `sanctions`
change = { sanctions = "waiver" }
```"#

    E421 Error "steps that wait for each other"
r#"`after` lists the steps that must come before. Followed from step to step it must not lead back: none of those steps could ever
be taken.

```toml
[[step]]
id = "closure"
by = "kim"
change = { yongbyon = "dismantled" }
after = ["waiver"]                # then the waiver cannot wait for the closure
```"#

    E422 Error "a bundle of one step"
r#"A bundle says that steps may be taken at the same moment, so it has at least two. A single step may be taken alone anyway.

```toml
[[bundle]]
id = "exchange"
steps = ["waiver", "closure"]
```"#

    // W5xx, N5xx: what no parser sees; found by the engine's `check`.
    W501 Warning "no package is possible"
        "The rules in force contradict each other: no choice of options meets them all, so there is \
         nothing to analyse. The rules named are a smallest such set: drop any one of them and some \
         package is possible.\n\n\
         Wrong: `require = 'a = yes'` and `forbid = 'a = yes'`  \n\
         Right: keep one of them, or make one conditional with `implies`"
    W502 Warning "the status quo breaks a rule"
        "The package made of every term's `now` is impossible under a rule, though it is in force. \
         Comparisons with no deal still work, but the status quo is not a row of the table, and no \
         move can start from it. Either the rule is too strict or a `now` is wrong."
    W503 Warning "a named package breaks a rule"
        "The package can be argued about by name, and every party compares it with no deal, but it is \
         not possible: it is not a row of the table and no question finds it. Change the package, or \
         drop the rule if the package was really proposed."
    W504 Warning "a statement true of every possible package"
        "The rules already see to what this priority wants, so it never tells two packages apart. \
         Usually a comparison is turned round, or the rule says more than was meant."
    W505 Warning "a statement true of no possible package"
        "No possible package gives the party this, so the statement never tells two packages apart. \
         Usually a comparison is turned round or a rule forbids too much."
    W506 Warning "a priority that never decides"
        "There are no two possible packages of which this statement is the first to tell one from \
         the other: the statements above it always decide first. It can be dropped without changing \
         any comparison in order. Under any weights it may still count."
    W507 Note "a claim that restates the input"
        "The claim is true whatever else the file says, because of the one or two lines named: it is \
         true over all option combinations that those rules allow, if those priorities come first and \
         ties fall either way. It is fine to claim it, but the engine has not found anything; it is \
         marked and kept out of the headline."
    W508 Note "lines not in force at this date"
        "A priority or rule is off if all its sources are later than the as-of date, or the date is \
         outside its `from` and `until`: nobody could have known it then. Read the file with \
         `--as-of latest` to switch everything on, and compare."
    W509 Note "lines without a source"
        "A priority or rule that names no source is always in force and rests on nothing but its \
         author's judgement. Add `source = \"…\"`, or say in a `note` why there is none."
    W510 Warning "nobody signs"
        "No party has `signs = true`, so there is nobody to make a deal and no package is one. Mark the \
         parties without which nothing comes about, or name them with `--signers`."
    W511 Warning "a party without preferences"
        "The party has neither priorities nor a ranking, so it ranks all packages together: it never \
         gains and is never hurt. Add `[[priority.PARTY]]` entries or a `[ranking.PARTY]`."
    W512 Warning "a change of capability of which nobody says who sees it"
        "For the question *genuine or illusion* a change of kind `capability` counts only if someone \
         could see a breach. Where `seen` says nothing of an option, it is counted as seen by nobody. \
         Write `seen = { OPTION = \"outside\" }`, `\"nobody\"`, or a condition on the package."
    W513 Warning "a ranking that leaves packages out"
        "Some possible packages meet no entry of the ranking; they tie below all that do. Add entries, \
         or a last entry `'true'` to say that this is meant."
    W514 Warning "a rule that forbids nothing"
        "The other rules already forbid whatever this one does. It can be dropped without changing \
         what is possible; perhaps it says less than was meant."
    W515 Note "a claim that comes out otherwise than expected"
        "The answer at this date differs from what the author expects. That may be a finding, or a \
         mistake in the file; `detente why FILE CLAIM` shows what it hangs on. With `--strict` it sets \
         the exit code."
    W516 Note "a source that nothing rests on"
        "No line, package, step or claim cites the source. It may be context; if it was meant to \
         support a line, add its name there."
    W517 Warning "a claim about no package"
        "The claim speaks of all, none or most of the packages that meet its `with`, and there are no \
         such packages, so it says nothing. Check the condition, or ask with `some`."

    W518 Note "the range that matters most"
r#"Of all ranges in the values of the signers this one makes the largest difference: with it at its lower end and at its upper
end, and all others in the middle, the numbers of deals lie farthest apart. So it is the one to ask about first: a
narrower range here says more than one anywhere else.

```toml
[[value.us]]
term = "price"
swing = [20, 60]       # ask: is the whole step in price worth more than …?
options = { low = 0, high = 100 }
```"#

    // E6xx, W6xx: files of other programs, read and written.
    E601 Error "not a file of GMCR+"
        "A save file of GMCR+ is one JSON object with `options`, `decisionMakers` and `infeasibles`. This \
         file is something else. A scenario file, in TOML or in JSON, needs no import: every command \
         reads it as it is."
    E602 Error "missing key in a file of GMCR+"
        "GMCR+ does not open a file without this key, and what it would mean to leave it out is not \
         defined. Lists may be empty: `\"infeasibles\": []` says that every state is feasible.\n\n\
         Wrong: `{ \"name\": \"Attack\" }`  \n\
         Right: `{ \"name\": \"Attack\", \"permittedDirection\": \"both\" }`"
    E603 Error "wrong type in a file of GMCR+"
        "The value is of another kind than GMCR+ writes there. Options and decision makers are named by \
         their positions from 0, as whole numbers. A condition is a list of pairs such as \
         `[[2, \"Y\"], [3, \"N\"]]`, or `{ \"compound\": true, \"members\": [ … ] }` with such lists as \
         members; members cannot be compound themselves."
    E604 Error "no such option or decision maker"
        "Options and decision makers are named by their positions in the file, counted from 0. There is \
         none at this one. Numbers of states in rankings are counted from 1 instead."
    E605 Error "an option of two decision makers"
        "In GMCR+ an option is controlled by one decision maker. The program takes that for granted \
         without checking it, and what it computes from such a file is not defined. Remove the option from \
         one of the two lists. Joint control exists in a scenario file: `by = [\"a\", \"b\"]`."
    E606 Error "not one of the possible words in a file of GMCR+"
        "An option in a condition is taken, `\"Y\"`, or not, `\"N\"`, in capital letters. The direction in \
         which an option changes is `\"both\"`, `\"fwd\"` (only from N to Y: once taken, it stays) or \
         `\"back\"` (only from Y to N)."
    E607 Error "a file of GMCR+ that says two things"
        "Two parts of the file contradict each other, and it is not clear which counts: an option twice in \
         one condition, a key under its old and its new name with different values, a decision maker in two \
         coalitions. Delete one of them."
    E608 Error "not a ranking of the feasible states"
        "A ranking lists every feasible state once, most preferred first, by its ordered number: its \
         position, from 1, when the feasible states are sorted by their decimals. Equally good states stand \
         in a list of their own. The decimals follow the order into which GMCR+ brings the options: one \
         decision maker after the other. If infeasible conditions were added later, all numbers moved, and \
         GMCR+ itself switches rankings off.\n\n\
         Wrong: `[3, 1]` where three states are feasible  \n\
         Right: `[3, [1, 2]]`"
    E609 Error "too large for GMCR+ or for its import"
        "A limit was hit; the message names it. Limits keep a file from exhausting time or memory: 1,000 \
         options, 65,536 feasible states where they have to be numbered, 63 statements of a decision maker \
         (GMCR+ adds up powers of two in 64 bits)."
    E610 Error "nothing to analyse"
        "A conflict has at least one option and one decision maker. This file has no such thing, so there \
         is no state that could differ from another, or nobody who could move."
    W621 Warning "unknown key in a file of GMCR+"
        "The key is none that GMCR+ reads, so what it says has no effect there, and none here. It may be a \
         slip of the pen; the message then names the key that was probably meant."
    W622 Warning "misperceptions, which a scenario cannot say"
        "In GMCR+ a decision maker may fail to perceive some states; it then moves neither into nor out of \
         them. A scenario has no counterpart. The import keeps what the file says under `not_modelled`, \
         which is printed with every answer, and results will differ from those of GMCR+ where it matters."
    W623 Warning "coalitions, which a scenario cannot say"
        "The file treats some decision makers as one. In a scenario each party stands by itself; what \
         coalitions can do is a question about a scenario, not a part of it. The import keeps what the file \
         says under `not_modelled`."
    W624 Warning "payoffs that say otherwise"
        "GMCR+ writes payoffs into its files and computes them anew from the preferences when it opens \
         them, so they do not count. These differ from what the preferences give: the file was edited by \
         hand or saved before its last change. Open and save it in GMCR+, or check the preferences."
    W625 Note "a condition that stands in the list already"
        "GMCR+ leaves out a condition that has the same pattern of Y, N and - as an earlier one in its list. So \
         does the import. It changes nothing: a state is infeasible only once, and of two equal statements \
         the first has decided."
    W626 Warning "something that has no effect"
        "An option that its decision maker lists twice counts once. A simple condition without options is \
         true of every state, a compound one without members of none: as a statement neither tells two \
         states apart, and as an infeasible condition the first leaves no state at all."
    W627 Note "statements that a ranking overrules"
        "With `useManualPreferenceRanking` the rankings count and the statements under `preferences` do not. \
         The import keeps the statements in the `note` of the party, where they have no effect."
    W628 Warning "no feasible state"
        "The infeasible conditions of the file rule out every state. The scenario says the same, and \
         `detente check` names the smallest set of rules that contradict each other."
    E641 Error "nothing in GMCR+ says this"
        "The scenario says something that a file of GMCR+ cannot: a term that several parties control \
         together, or nobody who controls anything. Writing a file without it would change the answers, so \
         none is written. Change the scenario, or analyse it here."
    E642 Error "moves that GMCR+ cannot express"
        "GMCR+ says for each option whether it may be taken and whether it may be dropped, whatever else \
         changes. So a term can have options that can never be entered and options that can never be left; \
         it cannot say that some options can be left, but only for some of the others. Forbid more, or make \
         the term several terms.\n\n\
         Possible: `cannot = ['burnt -> *']`, `cannot = ['* -> sealed']`  \n\
         Not possible: `cannot = ['c -> a', 'c -> b', 'd -> a', 'd -> b']`, which leaves `c -> d`"
    E643 Error "a condition too large to be written out"
        "A condition of GMCR+ is an *or* of *and*s of options, so conditions with `implies`, `iff` or \
         `not` are multiplied out. The number in the message is what this one could come to; the limit is \
         4,096 parts. Split it into several rules or statements, or say it the other way round."
    W644 Note "a party left out"
        "A decision maker of GMCR+ controls at least one option. A party that controls no term takes no \
         part in stability, so it is left out of the file, with what it wants."
    W645 Note "parts of a scenario that GMCR+ does not have"
        "A file of GMCR+ has no status quo, no sources, claims, texts or steps, and no red lines; nothing \
         of them changes which states are stable. What was left out is counted in the message."
    W646 Note "options in another order"
        "When GMCR+ opens a file it brings the options into the order of their owners. The file is written \
         in that order at once, so that it stays as it is. Patterns, decimals and numbers of states then \
         differ from those that follow the order of the terms in the scenario."

    // E65x, E66x, E67x: workbooks.
    E651 Error "not a workbook that can be read"
        "Workbooks are read as spreadsheet programs save them under the ending .xlsx, unencrypted. Files of the \
         old kind (.xls), OpenDocument files (.ods) and binary workbooks (.xlsb) are opened with such a program \
         and saved again as .xlsx. A workbook that says a scenario has sheets such as `Parties` and `Terms`; \
         `detente new --template ceasefire -o FILE.xlsx` writes one to begin with."
    E652 Error "a workbook that is too large"
        "A limit was hit; the message names it. Limits keep a file from exhausting the memory: the file may have \
         16 MiB, all that is packed in it 64 MiB, its cells 16 MiB of text, and a million cells may be filled. \
         Workbooks that people write have a few hundred kilobytes; what makes them large is pictures."
    E653 Error "unknown sheet"
        "The name of the sheet is nearly that of one which is read. Nothing in it would be used, so it is refused \
         rather than passed over in silence. Rename it; capitals and blanks make no difference. A sheet whose name \
         begins with `#` is a remark and not read."
    E654 Error "unknown column"
        "The head of the column is none that this sheet has. What stands under it would have no effect, and a slip of \
         the pen must not change what a scenario means. The message names the nearest column. On the sheets \
         `Packages` and `Steps` the ids of the terms are columns, too; `term:NAME` says that a term is meant. A head \
         that begins with `#` makes the column a remark, which is not read."
    E655 Error "missing sheet or column"
        "Something is missing without which the rest cannot be understood: the sheet `Scenario` with the title, or the \
         column with the names of the entries. The first row of a sheet that is not blank names its columns."
    E656 Error "a sheet, column or key twice"
        "The workbook has the same sheet, column or key twice, and it is not clear which of them counts. Delete one of \
         them, or put their contents together. Several things that are not modelled may have a row each, and so may \
         the dates to compare."
    E657 Error "a cell under no head"
        "The cell is filled in, but nothing in the first row of the sheet says what it is. Either the head of its column \
         is missing, or it is a remark: then give the column a head that begins with `#`."
    E658 Error "a cell that holds an error"
        "The cell holds an error such as `#REF!`, a formula whose value was not stored in the file, or something that \
         is no value at all. Type what is meant, or open the workbook with the program that computes it and save it \
         again."
    E659 Error "not one of the possible words of a cell"
        "Some columns take a few words only. `signs`, `red_line` and `auto` take yes or no; `expect` takes yes, no or a \
         whole number; `rank` takes a whole number, of which 1 is best. TRUE and FALSE of the spreadsheet are yes and \
         no."
    E660 Error "a row that lacks something"
        "The row says something, but not of what: the id of an entry, the party of a priority or the option of a label is \
         blank, or the thing itself is. Fill it in, or empty the row; blank rows are passed over. A blank id belongs \
         to the row above only where an entry may have several of what the row holds: options of a term, \
         quotations of a source, unused passages of a text."
    W661 Warning "a sheet that is not read"
        "The workbook has a sheet that is none of a scenario. It stays out of the scenario. If that is meant, put `#` \
         before its name and nothing is said any more."
    W662 Warning "a formula in a cell"
        "The value that the program computed last was read. A scenario has no formulas: if what the formula refers to \
         changes, the scenario does not. Paste the values over the formulas to keep the workbook as it was read."
    W663 Warning "merged cells"
        "Of merged cells only the first holds something. Every row of such a range was read as if it held it, too, which \
         is what people mean who merge the name of a party over its rows. Split the cells to see what is read."
    E671 Error "too large for a spreadsheet"
        "A cell holds at most 32,767 characters, a sheet 16,384 columns and 1,048,576 rows. Each term needs a column on \
         the sheets `Packages` and `Steps`. The scenario file in TOML or JSON has no such limits."
    E672 Error "a scenario that a workbook does not keep"
        "What was written was read again, and it did not say the same. So no workbook is written: it would lose \
         something. The only known reasons are control characters behind words such as `_x0041`, which \
         spreadsheets use to write them, and scenarios near the limits of what is read."

    // E68x, W69x: files of negotiations.
    E681 Error "no negotiation among the files"
        "A negotiation is a file that says what is negotiated about, the *domain*, and a file for each party, its \
         *profile*. Files are recognised by what they contain: Genius writes XML with the root `negotiation_template` \
         for the domain and `utility_space` for a profile, GeniusWeb JSON with `issuesValues`, NegMAS YAML or JSON \
         whose `type` ends in `OutcomeSpace`. Anything else in the folder is left out."
    E682 Error "a file of a negotiation that cannot be read"
        "The file is not XML, JSON or YAML as their standards have it, or it uses something that no file of a \
         negotiation needs: a document type declaration, whose entities could make the file grow without end, or \
         several documents in one file. Nothing after the place shown was looked at."
    E683 Error "more than one domain"
        "Two files say what is negotiated about, or a profile belongs to another program than the domain. It is not \
         clear which of them counts. Keep each negotiation in a folder of its own."
    E684 Error "no such profile"
        "Profiles are numbered from 0 in the order of their file names. There is none with this number, one number was \
         given twice, or the files contain no profile at all, so that nobody negotiates."
    E685 Error "something is missing in a file of a negotiation"
        "An element, an attribute or a key is missing without which the file does not say what anything is worth, or \
         a value of an issue has no worth. The program that the file is for stops there as well, or counts something \
         that nobody intended.\n\n\
         Wrong: `<item index=\"1\" value=\"Narita\"/>`  \n\
         Right: `<item index=\"1\" value=\"Narita\" evaluation=\"3\"/>`"
    E686 Error "an issue or a value that the domain does not have"
        "A profile speaks of an issue or of a value that is not in the domain. In files of Genius issues are \
         recognised by their `index`, in files of GeniusWeb by their names, in files of NegMAS by their position, from \
         0. In YAML `'3'` is a text and `3` a number, and `yes` without quotation marks is a truth value."
    E687 Error "not a number that can be kept"
        "A number is written in digits, with a point and an exponent if need be. `NaN` and infinite numbers say \
         nothing of what a package is worth. Numbers are kept exactly: up to 36 digits, and between 10^-60 and 10^60; \
         what comes out of a multiplication or of a sum must fit as well."
    E688 Error "a negotiation that is too large"
        "A limit was hit; the message names it. An issue may have 255 values (a range of whole numbers counts each of \
         them), a negotiation 1,000 issues and 100 profiles, all profiles together 100,000 rectangles and 4 million \
         values with a worth or within bounds, a file 16 MiB and about a million values. Limits keep a file from exhausting time or memory."
    E689 Error "a utility function that a scenario cannot say"
        "In a scenario what a package is worth is a sum of exact numbers over terms and conditions. Sines, logarithms \
         and exponentials are no exact numbers, a minimum or maximum over parts is no sum, code of a program cannot be \
         read from a file, and a profile that only says which bids are better than others gives no values."
    E690 Error "a file of a negotiation that says two things"
        "Two parts of the file contradict each other: an issue, a key or a weight stands twice, an issue has the index \
         of one issue and the name of another, a hyper-rectangle both includes and excludes. Delete one of them."
    E691 Error "wrong kind of value in a file of a negotiation"
        "The value is of another kind than the format has there: a text where a number stands, a list where a table \
         does, a range whose lower end is above its upper end."
    W692 Note "discounting is not read"
        "The file says that agreement is worth less the later it comes. A scenario compares packages, not moments: all \
         values are those at the start, where nothing is discounted yet, and so is that of no deal."
    W693 Warning "a continuous issue read as a grid"
        "Between two real numbers there are infinitely many others, and a term has a list of options. The range is read \
         as at most 31 equally distant values, both ends among them; the message says which. What is best between two \
         of them is not found."
    W694 Warning "worth that Genius cuts off"
        "Genius counts whatever adds up to more than 1 as 1. A scenario does not: packages above 1 are told apart. \
         Weights that add up to 1 only after rounding cause this as well; then it makes no difference that matters."
    W695 Warning "something in a file of a negotiation that has no effect"
        "A repeated value, the weight of an issue that there is none of, a key that nobody reads, an evaluation of a \
         value that the domain does not have: the program that the file is for passes over it, and so does the import. \
         It may be a slip of the pen; then the message names what was probably meant."
    W696 Note "no deal without a worth"
        "The file gives no worth for no agreement. In files of NegMAS that means that any agreement is acceptable: no \
         deal is then worth the least that a package can be worth to the party, or, with hyper-rectangles, a number \
         that is certainly not above it. In files of GeniusWeb no deal is worth 0."
    W697 Note "an issue with one value"
        "There is nothing to settle, so the issue becomes no term. What its value is worth counts in every package, \
         and not without one."
    W698 Note "a file that is no part of a negotiation"
        "The file contains neither a domain nor a profile. It was left out."
    W699 Warning "bounds that NegMAS leaves out"
        "NegMAS describes the bounds of a hyper-rectangle as inside, and files that come from Genius mean them so; \
         when it computes, version 0.16 leaves packages on a bound out. They are read as inside. Where the two \
         differ, answers differ from those of NegMAS."

    // E700: scenarios as files of negotiations.
    E700 Error "nothing in files of negotiations says this"
        "The scenario says something that files of Genius or NegMAS cannot: rules, a party that signs and has no values, \
         a condition on so many terms that it comes to more than 10,000 rectangles, or numbers with too many digits. \
         In files of Genius terms are valued together only if all are ranges of whole numbers. Writing files without \
         it would change the answers, so none is written."
    W701 Note "parts of a scenario that files of negotiations do not have"
        "Files of negotiations have issues, values, and a number for no deal. Sources, claims, steps and texts were left \
         out; a range became its middle, a package that a party falls back on its worth. Genius has no numbers below \
         zero and counts what adds up to more than 1 as 1, so numbers for it may be moved and divided; that changes \
         no preference."

    // W9xx: quotations; found by `check --text`.
    W901 Warning "a quotation that does not stand in its text"
        "The words of a quotation are looked up in the text as they stand. White space and the \
         typographic forms of quotation marks, apostrophes and dashes make no difference; \
         capitals, spelling and left-out words do. What is not in the text is no quotation: \
         correct it, split it into two quotations where words were left out, or say it in your \
         own words under `says`.\n\n\
         Wrong: `quote = \"he had ended … the threat\"`  \n\
         Right: `quote = [\"he had ended\", \"the threat\"]`"
    W902 Warning "another text than the one declared"
        "The SHA-256 of the text is not the `digest` that its `[[text]]` declares. Either it is \
         another edition of the text, or another text altogether; a single changed space is \
         enough. The quotations were checked against it anyway. If it is the right one, declare \
         its digest."
    W903 Warning "an unused passage that does not stand in the text"
        "`unused` lists passages that the author read and left out on purpose, in the words of \
         the text. These words are not in it, so they mark nothing as read. They are compared in \
         the same way as quotations."
    W904 Warning "a passage both quoted and marked as unused"
        "A source quotes words that the author marked as unused. The sentence counts as used. \
         Remove the mark, or quote fewer words if only the rest of the sentence was left out."
    W905 Warning "a text that is not UTF-8"
        "Some bytes of the text are not UTF-8 and were replaced, so quotations that contain them \
         are not found, and places are counted in the text as it was read. Save the text as \
         UTF-8, and declare the digest of that file."
    W906 Note "a quotation that stands in the text more than once"
        "The words occur in several places, and nothing says which of them the source means; all \
         their sentences count as used. Quote a few words more to make the place unique."
}
