### Everything that a reader of Détente's answers sees, in English.
###
### One file per language (docs/languages.md); this is the one in which every message is written first.
### Numbers are grouped by the catalogue with `number-separator`; those that arrive as text (no plural
### form hangs on them) are grouped already. A message may run over several lines of this file; it
### becomes one paragraph. Names of parties may be singular or plural, with or without an article, so no
### verb here has to agree with one.

language-tag = en
text-direction = ltr
number-separator = ,
decimal-mark = .

## Numbers, dates, lists

percent-is = { $value } %
percent-under = under 1 %
percent-over = over 99 %

month-01 = Jan
month-02 = Feb
month-03 = Mar
month-04 = Apr
month-05 = May
month-06 = June
month-07 = July
month-08 = Aug
month-09 = Sept
month-10 = Oct
month-11 = Nov
month-12 = Dec
date-day = { $day } { $month } { $year }
date-latest = latest

list-comma = {", "}
list-semicolon = {"; "}
list-dot = {" · "}
list-changes = {"\u00A0· "}
list-arrow = {" → "}
list-sentence = {" "}
list-number = { $number }.
list-none = nobody
list-and = { $first } and { $last }
list-more = { $first } and { $count } more
list-times = { $what } ({ $count } times)
list-rest = … and { $count } more
list-and-rest = { $list }; and { $count } more

## What things are called

line-priority = { $party } { $number }
line-rule = rule { $number }
line-ranking = { $party }’s ranking
line-says = { $line } ({ $text })
line-says-off = { $text } — off: { $reason }

statement-wants = wants { $what }
statement-refuses = refuses { $what }
statement-gives = gives { $gives } only for { $for }
statement-requires = requires { $what }
statement-forbids = forbids { $what }
statement-red-line = { $text }; a red line
statement-ranking = its ranking, given outright
statement-points = values { $term }: { $list }{ $scale }
statement-order = values { $term }: { $list }, { $swing } from worst to best
statement-when = values at { $worth } that { $what }
statement-like = values things as { $party } does
statement-once = { $text }; had once
value-point = { $option } { $points }
value-range = { $low } to { $high }
value-weight = , times { $weight }
value-share = , times { $weight } and out of { $out }
value-out-of = { $worth } out of { $out }
value-swing = , { $swing } from worst to best
value-equal = { $first } = { $second }
value-above = { $first } > { $second }

words-and = { $first } and { $second }
words-or = { $first } or { $second }
words-not = not { $what }
words-implies = if { $first }, then { $second }
words-iff = { $first } exactly if { $second }
words-group = ({ $what })
words-anything = anything
words-nothing = what cannot be

edit-drop = without { $line }
edit-swap = { $party } { $first } and { $second } swapped
edit-version = { $line } in its version { $version }
edit-none = the file as it stands

option-of-term = { $term } { $option }
package-unchanged = no change
package-numbered = { $number } { $pattern }: { $label }
package-titled = { $id }: { $title }
view-of = { $package } for { $party }

source-graded = { $id } ({ $date }, { $grade })
source-ungraded = { $id } ({ $date })
source-grade = grade { $grade }
source-quote = “{ $words }”
source-cited-as = cited there as “{ $name }”
source-not-yet-known = not known yet at this date
source-later = It was not known at this date; what rests on nothing else is off.
source-unused = Nothing in the file cites it.
source-step = a step

undo-days = days
undo-weeks = weeks
undo-months = months
undo-years = years
undo-never = never
undo-unstated = not stated

off-later = its evidence is of { $date } or later
off-not-yet = it holds from { $date }
off-over = it held until { $date }
off-dropped = dropped by the variant

file-placeholder = FILE
count-huge = more than can be counted

## Above and below every answer

head-as-of = as of { $date }
head-latest = with hindsight (latest)
head-variant = Variant: { $variant }.
head-signers = Signers, other than in the file: { $names }.
head-off = Off, { $reason }: { $lines } ({ $count ->
    [one] 1 line of the file
   *[other] { $count } lines of the file
})
reason-later = not yet known at this date
reason-dropped = dropped by the variant
reason-dates = outside their dates
reason-mixed = not yet known, out of date, or dropped
foot-off = { $count ->
    [0] no line off
    [one] 1 line off
   *[other] { $count } lines off
}
foot-file = { $file } { $digest }
foot-redacted = redacted
foot-version = detente { $version }
not-modelled = Not modelled: { $list }.

## Could they sign?

question-deals = Could they sign?
deals-some = Yes: { $deals ->
        [one] 1 of { $possible } possible packages is
       *[other] { $deals } of { $possible } possible packages are
    } { $deals ->
        [one] a deal,
       *[other] deals,
    } better than no deal for { $signers ->
        [one] { $names }
        [2] both { $names }
       *[other] all { $signers } signers ({ $names })
    }.
deals-readings = That is in order: the first wish on which a package and no deal differ decides. { $sure } of them are better under any weights: however much each wish counts, as long as none counts less than a later one.
deals-none = No: { $possible ->
        [one] the one possible package is not
       *[other] none of the { $possible } possible packages is
    } better than no deal for { $signers ->
        [one] { $names }
        [2] both { $names }
       *[other] all { $signers } signers ({ $names })
    }. { $zopa ->
        [0] None is even acceptable, that is, no worse than no deal.
        [one] One is acceptable, that is, no worse than no deal.
       *[other] { $zopa } are acceptable, that is, no worse than no deal.
    }
deals-no-signers = Nobody signs in this file, so there is no deal to speak of; { $possible ->
        [one] 1 package is
       *[other] { $possible } packages are
    } possible. Mark a party with “signs = true”.
deals-impossible = Nothing is possible: the rules contradict each other.
deals-zopa = { $zopa ->
        [one] 1 package is
       *[other] { $zopa } packages are
    } acceptable to every signer, that is, not worse than no deal.
deals-efficient = { $efficient ->
        [one] 1 possible package is
       *[other] { $efficient } possible packages are
    } efficient (no other is as good for every signer and better for one); { $both ->
        [0] none of them is a deal.
        [one] 1 of them is a deal.
       *[other] { $both } of them are deals.
    }

question-shared = Who else gains?
column-gain = all of these gain
column-in-order = in order
column-any-numbers = any numbers
column-any-weights = any weights
shared-and = … and { $names }

question-agency = Whose deal is it?
agency-pair = { $agent } for { $principal }
agency-pairs = An agent signs for a principal: { $pairs }. Packages by who gains, the other signers gaining as well:
agency-both = agents and principals
agency-agents = agents only
agency-principals = principals only

question-least = What is the least they could sign?
least-count = { $changes ->
        [0] No change at all
        [one] One change
       *[other] { $changes } changes
    }; there { $count ->
        [one] is 1 such package
       *[other] are { $count } such packages
    }:
small-sure = { $package } (however weighted)

question-solutions = What would textbooks single out?
solutions-empty = Nothing: no package is acceptable to all.
solutions-undefined = Not defined: { $names } { $count ->
        [one] does
       *[other] do
    } not say what things are worth.
solutions-wide = Not found: { $line } reads { $terms } terms, too many for a table of their settings.
solutions-tangled = Not found: the terms hang together too much for the memory allowed.
solutions-scale = Egalitarian and utilitarian presume that all parties count in one scale.
column-proof = proof
solution-no-deal = no deal
solution-singled-out = { $worths }, { $proof }: { $package }
solution-but = as { $first }, but { $options }
solution-alike = as { $first }
solution-proved = proved
solution-open = within { $gap } %
solution-ties = { $count } alike
solution-none-better = { $solution }: no package is better for all. Together can gain: { $sets }.
solution-unknown = { $solution }: not found within the effort allowed.
solution-none = nobody
frontier-found = { $exact ->
        [yes] { $count ->
            [one] There is 1 efficient worth, { $way }
           *[other] There are { $count } efficient worths, { $way }
        }
       *[other] At least { $count ->
            [one] 1 efficient worth was found, { $way }
           *[other] { $count } efficient worths were found, { $way }
        }
    }; { $inside } acceptable to all.
frontier-listed = package by package
frontier-additive = term by term
frontier-elimination = over tables of up to { $terms } terms that hang together
frontier-trimmed = Some gave way: every efficient worth gives no party more than { $errors } above one that is listed.
frontier-stopped = The search ended early; of the rest nothing is known.
frontier-rounded = The numbers have too many digits to be added exactly; they are rounded.
nash-alike = all four solutions agree
nash-unlike = { $names } { $count ->
        [one] differs
       *[other] differ
    }
nash-unknown = not found: { $names }
deals-readings-values = That is in the middle of all ranges. { $sure } of them are better for all signers whatever the numbers in their ranges.
deals-readings-mixed = That is in order, and in the middle of all ranges. { $sure } of them are better under any weights of wishes and whatever the numbers in their ranges.

zopa-count = { $count ->
        [0] No package is acceptable to all of { $names }, of { $possible } possible.
       *[other] { $count } of { $possible } possible packages are acceptable to all of { $names }.
    }
zopa-sampled = about { $count }
zopa-often = Most often in what all accept: { $list }.
zopa-never = In none of it: { $list }.
zopa-share = { $option } ({ $share })
zopa-apart = How far apart: in the package kindest to the worst off, somebody still loses { $loss } against no deal: { $package }.
zopa-blocking = Cannot agree among themselves, though any fewer of them could: { $sets }.
zopa-opening = If no deal were worth { $drop } less to { $party }, there would be something to sign.
certificate-efficient = efficient: nothing is at least as good for all and better for one
certificate-dominated = beaten by { $changes }: { $gains } more for { $names }
certificate-unknown = not known whether anything beats it
certificate-always = { $verdict }, whatever the numbers
certificate-middle = { $verdict }, though not for all numbers
certificate-worth = worth { $worths }
certificate-gain = { $gain } ({ $party })
certificate-line = { $worths }; { $verdict }

uncertain-zopa = Whatever the numbers in their ranges, { $sure } packages are acceptable to all; for some of the numbers, { $possible } are.
uncertain-draws = In { $draws } draws from the ranges { $empty ->
        [0] there always was something to sign
        [one] once there was nothing to sign
       *[other] { $empty } times there was nothing to sign
    }; the Nash deal of the middle was acceptable to all in { $accepted }. { $moved ->
        [yes] In the Nash deals these moved: { $list }.
       *[no] The Nash deal was the same in all.
    }
uncertain-unsolved = { $count } draws were not solved within the effort allowed.
break-even-first = What turns the Nash deal first: { $line } counting { $factor } times as much ({ $says }). Then: { $package }.
break-even-walk = What turns the Nash deal first: { $line } counting { $factor } times as much ({ $says }); then it is no gain to { $party }.

question-proposal = What can be said for certain of the proposal?
proposal-broken = It is impossible: it breaks { $rules }.
proposal-accepted = No signer would lose by it.
proposal-refused = { $names } would lose by it.
question-swaps = What would be better for some and worse for nobody?
proposal-swaps = { $count } changes of one or two terms; the first:
proposal-swap = { $changes }: more by { $gains }
question-give = Who gets what by each term, and how much more than without a deal?
column-give = settled so

question-named = What of the packages people talk about?
named-legend-numbers = + better than no deal, ++ whatever the numbers in their ranges; − and −− worse; 0 the same.
named-legend = + better than no deal, ++ under any weights too; − and −− worse; 0 the same.
named-legend-ranked = + better than no deal, − worse; 0 the same.
named-legend-lines = { $legend } In parentheses the line of that party’s list that decides.
named-impossible = { $package } is impossible: it breaks { $rules }.
mark-by-line = { $mark } ({ $line })

sign-yes = yes
sign-surely = yes, however weighted
sign-no = no: { $lines }
sign-same = no gain for { $parties }
sign-impossible = impossible: { $rules }
sign-nobody = nobody signs

## Genuine or illusion?

question-empty = Genuine or illusion?
empty-counts = { $split ->
    [illusions] Illusion: { $deals ->
            [one] the one deal changes no capability
           *[other] none of { $deals } deals changes a capability
        } visibly
    [genuine] Genuine: { $deals ->
            [one] the one deal changes
           *[other] all { $deals } deals change
        } a capability visibly
   *[both] Both: { $genuine } of { $deals } deals { $genuine ->
            [one] changes
           *[other] change
        } a capability visibly; { $illusions } ({ $percent }) { $illusions ->
            [one] is an illusion
           *[other] are illusions
        }
}{ $readings ->
    [same] .
   *[differ] {" "}(any weights { $sure } of { $suredeals }).
}
empty-no-deals = There is no deal to be genuine or an illusion.
empty-no-capability = The file cannot tell: it marks no term as a capability (kind = "capability").
empty-meaning = Visibly means that this very package lets somebody see a breach of the change; a deal without any such change is an illusion. How fast it can be undone is reported and strikes nothing out.
question-empty-for = For whom are they empty?
question-least-genuine = What is the least with something genuine in it?
least-genuine-none = No deal changes a capability in a way that somebody could see.
question-empty-named = What is in the packages people talk about?
package-genuine = Genuine: some change of capability can be seen.
package-illusion = Illusion: no change of capability that anyone could see.
side-empty = Empty for { $party }: it gives, and gets no change of capability that anyone could see.
side-not-empty = Not empty for { $party }: it gets a change of capability that somebody could see.
side-gets-nothing = It gets nothing that is for others to give; what is settled together counts as given.
side-unknown = { $party }: the file cannot tell whether the package is empty for it.
side-hard-value = If what does not count is struck out: { $values }.
hard-better = { $party } better off
hard-same = { $party } neither better nor worse off
hard-worse = { $party } worse off
column-gets = it gets
column-capability = capability?
column-seen = seen by
column-undo = undone in
capability-yes = yes
capability-transparency = no: transparency
capability-relief = no: relief
capability-posture = no: posture
capability-words = no: words
capability-unstated = no: kind not stated
seen-outside = anyone, from outside
seen-nobody = nobody
seen-unstated = not stated, so nobody
seen-inspector = inspectors: { $clause }
seen-not-here = nobody; it would take { $clause }

## Who is hurt?

question-harm = Who is hurt?
harm-worst = { $party }, in { $percent } of the deals ({ $worse } of { $deals }{ $weighted ->
        [yes] ; { $sure } under any weights)
       *[no] )
    }{ $affected ->
        [yes] , without a say in any of them.
       *[no] .
    }
harm-none = Nobody outside the room is worse off in { $deals ->
        [one] the one deal.
       *[other] any of the { $deals } deals.
    }
harm-no-deals = There is no deal that could hurt anybody.
harm-nobody-outside = Everybody in this file signs: nobody is outside the room.
column-party = party
column-worse = worse off
column-surely = any weights
column-same = same
column-better = better off
party-signs = { $party } (signs)
party-affected = { $party } (no say)
question-hurt-by = By what?
hurt-by = { $party }: worse off in { $worse ->
        [one] 1 deal,
       *[other] { $worse } deals,
    } first of all by
hurt-by-line = { $count } ({ $percent }) { $line }
hurt-by-rest = { $count } by { $lines ->
        [one] one other line
       *[other] { $lines } other lines
    }
question-hurt-named = By which of the packages people talk about?
question-harmless = What hurts nobody outside the room?
harmless-smallest = The smallest such deals take { $changes ->
        [one] one change
       *[other] { $changes } changes
    }; there { $count ->
        [one] is 1
       *[other] are { $count }
    }:

## Any question, and claims

outcome-yes = yes
outcome-no = no
outcome-no-such-package = no such package
outcome-not-yet = not yet answerable
outcome-on = { $outcome } ({ $date })
counts-all = { $with ->
        [one] The one package it speaks of has it.
       *[other] All { $with } packages it speaks of have it.
    }
counts-exceptions = { $without ->
        [one] 1 of { $with } packages does
       *[other] { $without } of { $with } packages do
    } not have it.
counts-none = { $with ->
        [0] There is no package it speaks of.
        [one] The one package it speaks of does not have it.
       *[other] None of the { $with } packages it speaks of has it.
    }
counts-some = { $has ->
        [one] 1 of { $with } packages has it.
       *[other] { $has } of { $with } packages have it.
    }
counts-such = { $with ->
        [0] There is no such package.
        [one] There is 1 such package of { $possible } possible ones.
       *[other] There are { $with } such packages of { $possible } possible ones.
    }
counts-such-alone = { $with ->
        [0] There is no such package.
        [one] There is 1 such package.
       *[other] There are { $with } such packages.
    }
counts-most = { $has } of { $with } packages ({ $percent }) have it.
counts-no-such-package = No possible package is of the kind it speaks of.
counts-not-yet = No method of this version decides “{ $predicate }”.
ask-sentence = { $outcome }. { $counts }
ask-example = { $kind ->
        [counter] Counterexample:
       *[witness] Example:
    } { $package }

question-claims = Is it so?
claims-none = The file makes no claims.
claim-as-expected = { $outcome }, as its author expects
claim-unexpected = { $outcome }; its author expects { $expected }
claim-date = Asked as of { $date }.
claim-variant = Asked of a variant: { $variant }.
claim-restates = restates { $lines }
claim-restates-nothing = true whatever the file says of preferences and rules
claim-not-tested = not tested for restating the input
claims-surprise = not as expected: { $list }
claims-earned = { $outcome }: { $list }
claims-restating = restate the input: { $list }
claims-open = cannot say yet: { $list }
claim-short = { $claim } { $outcome }
claim-short-remark = { $claim } { $outcome } ({ $remark })

## Can it be carried out? The short answer

section-roadmap = Can it be carried out?
roadmap-none = No named package that every signer accepts takes more than one step.
roadmap-short-order = { $what }: { $safe ->
        [0] none
       *[other] { $count }
    } of { $total } orders of single steps { $safe ->
        [0] is
        [one] is
       *[other] are
    } safe against stopping half-way.
roadmap-short-holds = { $what } holds in its best order; { $asked ->
        [yes] tightest: { $who }, { $slack } to spare.
       *[no] nothing is asked of anybody.
    }
roadmap-short-if-automatic = { $what } holds in no order, unless all that can be taken back falls back by itself.
roadmap-short-if-arranged = { $what } holds in no order, unless reactions to a breakdown are arranged beforehand.
roadmap-short-none = { $what } holds in no order, whatever is arranged{ $known ->
        [yes] ; at best { $who }, { $slack } short.
       *[no] .
    }
roadmap-short-undecided = { $what }: too many orders to tell whether one holds.
label-by-ranks = by ranks
roadmap-ranks-safe = { $safe ->
        [0] none
       *[other] { $count }
    } of { $total } orders of single steps { $safe ->
        [0] is
        [one] is
       *[other] are
    } safe; needed: { $needs }

## How sure?

question-robust = How sure?
robust-no-lines = The file has no lines that could be changed one at a time.
robust-headline = { $variants ->
        [one] 1 variant of the file was tried, with one line changed.
       *[other] { $variants } variants of the file were tried, each with one line changed.
    } Such a change turns { $claims } of { $claimsof ->
        [one] 1 claim
       *[other] { $claimsof } claims
    } and { $views } of { $viewsof ->
        [one] 1 view
       *[other] { $viewsof } views
    } of named packages.
robust-meaning = A line is dropped, or changes places with its neighbour, or holds in another of its dated versions. A verdict that one such change turns is a single point: it is as good as that line.
question-swings = Which line matters most?
swing-turns = turns { $count ->
        [one] 1 verdict
       *[other] { $count } verdicts
    }: { $list }
swings-rest = { $count ->
        [one] One more variant turns something.
       *[other] { $count } more variants turn something.
    }
question-robust-claims = How firm are the claims?
claim-by-hand = { $text }. It restates { $lines }, so that says little.
stands-in-all = { $value }, in { $count ->
        [0] every variant: none bears on it
        [one] the one variant that bears on it
       *[other] all { $count } variants that bear on it
    }
single-point = { $value }, but a single point; { $count ->
        [one] 1 of { $tried } variants turns
       *[other] { $count } of { $tried } variants turn
    } it: { $list }
flip-to = { $edit } ({ $value })
question-robust-views = Which views of named packages hang on one line?
question-robust-stands = Which packages stand by one line?
robust-stands = { $turned ->
        [0] None
       *[other] { $turned }
    } of { $verdicts } verdicts on whether a package stands under R or SEQ { $turned ->
        [0] hangs on a single line.
        [one] hangs on a single line:
       *[other] hang on a single line:
    }
value-other-number = another number than { $count }
stands-better = better
stands-same = same
stands-worse = worse
views-rest = { $count ->
        [one] One more view turns from or to “same”.
       *[other] { $count } more views turn from or to “same”.
    }
question-ranges = How far can one line move the counts?
column-count = now
column-least = at least
column-most = at most
range-bound = { $count } { $edit }
count-deals = deals
count-genuine = genuine deals
count-illusions = illusions
count-harmless = deals that hurt nobody outside
count-everyone = packages in which all gain
question-dates = What did one know when?
column-both-readings = in order / any weights
cell-both = { $count } / { $sure }
date-nothing-off = nothing off
date-off = off: { $lines }

package-on-dates = acceptable to signers? { $list }

## How sure? Roadmaps

question-robust-roadmaps = Which roadmaps hang on one line?
robust-roadmaps = { $turned ->
        [0] None
       *[other] { $turned }
    } of { $verdicts ->
        [one] 1 verdict
       *[other] { $verdicts } verdicts
    } on whether a named package can be carried out { $turned ->
        [0] hangs on a single line.
        [one] hangs on a single line:
       *[other] hang on a single line:
    }
roadmap-level = { $package } { $level ->
        [worths] by amounts
       *[ranks] by ranks
    }
roadmap-can = { $level ->
        [worths] holds
       *[ranks] a safe order
    }
roadmap-cannot = { $level ->
        [worths] holds in no order
       *[ranks] no safe order
    }
robust-roadmaps-untried = Not tried, for they are too many or take too many steps: { $list }
question-bearings = How much may the numbers of the file move?
bearing-order = { $package }, best order, which { $holds ->
        [yes] holds
       *[no] fails
    } in the middle of the ranges: { $order }
bearing-exact = No number that bears on it is a range.
swings-roadmaps = roadmaps of named packages

## Why?

why-claim = Claim { $claim }
why-comparison = { $package } in the eyes of { $party }
why-moves = Does { $package } stand under { $concept }?
why-line = Line { $line }
why-party = { $named ->
        [yes] { $party } ({ $id })
       *[no] { $party }
    }
why-source = Source { $source }
label-says = says
label-asks = asks
label-expects = expects
label-answer = answer
label-note = note
label-name = name
label-written = written
label-because = because
label-from = from
label-until = until
question-turns = What turns it?
question-claim-sources = Where was it said?
question-package-sources = Where was it proposed?
question-views = Who gains, who loses, and by which line?
question-differences = Where does it differ from no deal?
differences-meaning = In order, the first line of this table decides. Under any weights, the running sum does, if it never changes its sign.
column-line = line
column-change = change
column-sum = sum
column-says = what it says
difference-gained = gained
difference-lost = lost
difference-stops = { $text } — the sum stops here: a red line
sums-better = The sum is never negative: better under any weights.
sums-worse = The sum is never positive: worse under any weights.
sums-open = The sum is not of one sign: whether it is better depends on how much more the first lines count.
comparison-ranked = The file gives this party’s ranking outright; there are no lines to compare.
question-other-dates = And as of other dates?
view-same = { $party }: neither better nor worse off than without a deal.
view-sentence = { $party }: { $standing ->
        [better] better
       *[worse] worse
    } off than without a deal, by { $line } ({ $sure }).
reading-sure = under any weights
reading-ranked = as ranked
reading-open = in order; under other weights it may turn
line-unsourced = no source: the author’s own judgement
line-version = Version { $number }{ $inforce ->
        [yes] , in force
       *[no] {""}
    }
line-in-force = In force at this date.
line-off = Off at this date: { $reason }.
line-decides = As the first difference it decides for { $gained ->
        [one] 1 deal
       *[other] { $gained } deals
    } and against { $lost }.
line-turns = Without it { $count ->
        [one] 1 claim turns
       *[other] { $count } claims turn
    }: { $claims }.
line-turns-none = Without it no claim turns.
rule-broken = Named packages that break it: { $packages }.
rule-unbroken = No named package breaks it.
question-party-lines = What does it want, most important first?
question-party-packages = How does it see the packages people talk about?
party-roles = Its part: { $roles }.
party-no-deal = Without a deal it falls back on { $package }, not on the status quo.
party-indifferent = The file does not say what it wants.
party-indifferent-short = wants nothing stated
party-ranking = Its ranking is given outright, in { $count } groups.
party-lines = { $count ->
        [one] 1 line
       *[other] { $count } lines
    }
party-values = Without a deal it has what is worth { $worth } to it.
question-party-values = What are things worth to it?
party-groups = a ranking of { $count } groups
party-roles-short = { $party }: { $roles }; { $lines }
role-signs = signs
role-agent = negotiates for { $principal }
role-controls = controls { $terms }
role-controls-count = { $count ->
        [one] controls 1 term
       *[other] controls { $count } terms
    }
role-principal = somebody negotiates for it
role-affected = affected (signs nothing, controls nothing)
question-rests-on = What rests on it?
question-conflicts = What says otherwise?

## Would anyone move?

question-stable = Would anyone move?
package-now = the status quo
move-by-line = { $changes } ({ $lines })
move-by-words = { $changes }, by { $line }
move-of = { $movers }: { $changes }
stable-impossible-now = The status quo is itself impossible, so nobody moves from it; the counts are of the possible packages.
stable-nobody = No: nobody in this file can change anything alone.
stable-still = No: from the status quo nobody gains by moving alone, so it is an equilibrium under every concept.
stable-moves = Yes: from the status quo moving alone is a gain for { $names }. { $held ->
        [nothing] No answer of the others could deter all of that: it stands under no concept.
        [threats] Only answers that may cost those who give them could deter it ({ $concepts }).
       *[gains] But others, gaining themselves, could take the gain back; with that in view it stands ({ $concepts }).
    }
stable-best = { $count ->
        [one] 1 gain:
       *[other] { $count } gains, the best:
    } { $step }
question-rest = Where would it end?
rest-intro = If each in turn makes its best move alone ({ $order }; ties: fewest changes):
rest-at-once = Nobody moves, so it rests at once.
rest-ends = There it rests: { $package }, { $stands ->
        [all] an equilibrium under every concept.
        [none] no equilibrium under any concept.
       *[some] an equilibrium under { $concepts }.
    }
rest-circle = It never rests: from move { $from } on these moves go round for ever.
rest-cut = After { $count } moves it has come to no rest, and was followed no further.
orders-same = { $all ->
        [yes] All { $tried } orders of turns end there.
       *[no] All { $tried } orders of turns that were tried end there (each party begins once).
    }
orders-differ = Of { $tried } orders of turns{ $all ->
        [yes] {""}
       *[no] {" "}that were tried (each party begins once)
    }, { $list }.
orders-end = { $count ->
        [one] one ends
       *[other] { $count } end
    } at { $package }
orders-here = { $count ->
        [one] one ends
       *[other] { $count } end
    } there
orders-circle = { $count ->
        [one] one goes
       *[other] { $count } go
    } round for ever
orders-elsewhere = { $count } elsewhere
question-stand = How many stand?
row-equilibria = equilibria
row-of-all = of all packages
row-by-gains = reached by gains alone
row-stable-for = stable for { $party }
concept-r = Nobody gains by moving alone.
concept-sseq = As SEQ, and no further move of the one who gained would help it then.
concept-seq = Others could take any gain back, gaining by each of their own moves.
concept-smr = As GMR, and no further move of the one who gained would help it then.
concept-gmr = Others could take any gain back, even at their own cost.
stand-meaning = A package stands, or is an equilibrium, if it is stable for all who can move.
stand-gmr = GMR takes any answer for a threat, whatever it costs those who give it, and so lets { $percent } of all packages stand: it says little here.
question-near = Which of them are near?
near-none = No package stands under R: whatever is agreed, somebody gains by moving alone.
near-listed = { $concept }, fewest changes first{ $place ->
        [first] {""}
       *[later] , those above left out
    }{ $first ->
        [none] ; gains alone lead to none from the status quo:
        [unknown] :
        [0] ; the status quo is one of them:
        [one] ; one gain leads to the first:
       *[other] ; { $first } gains lead to the first:
    }
near-way = { $package } ({ $way })
near-gains = { $count ->
        [one] one gain:
       *[other] { $count } gains:
    } { $movers }
near-moves = not by gains: { $movers }
near-unreachable = no moves lead there
near-named = Named packages that stand: { $list }.
near-named-none = None of the named packages stands under any concept.
near-named-some = { $packages } (under { $concepts })
dot-left-out = { $count ->
        [one] 1 package
       *[other] { $count } packages
    } left out
concepts-all = every concept
position-stands = { $package } stands under { $concepts }
position-falls = { $package } stands under no concept
position-impossible = { $package } is impossible
column-gains = gains
column-best = the best
column-to-pass = to pass
column-stable-under = stable under
cell-none = none
to-pass-meaning = To pass: how many packages would have to fall behind this one in the order of that party for it to stand under R.
question-positions = How does it stand?
positions-meaning = Where each stands; how many moves alone gain for whom, and the best of them:
position-line = { $package }: { $stands ->
        [yes] { $concepts }
       *[no] no concept
    }. { $gains ->
        [yes] { $list }.
       *[no] Nobody gains alone.
    }
position-gain = { $count } for { $party }: { $step }
position-content = No gain alone: { $names }.
positions-more = More on each: detente stable { $file } --package NAME
coalition-of = { $members } ({ $all ->
        [yes] all of them
       *[no] { $count }
    })
coalition-short = { $members } { $count }, nearest { $package }{ $held ->
        [no] {""}
       *[yes] {" "}(deterred under { $concepts })
    }
now-joint = { $stands }. Joint gains: { $list }.
coalitions-named = Who could leave them by a joint gain, one for all who move: { $list }.
coalitions-and-rest = { $list }; and { $count ->
        [one] one more coalition
       *[other] { $count } more coalitions
    }
joint-meaning = Joint gains, for all who move together:
question-sure-path = How sure is that?
sure-same = It ends there { $dates } too.
sure-differs = It ends elsewhere { $date }: { $package }.
sure-no-hindsight = It needs no hindsight.
sure-of-hindsight = So this path depends on hindsight: nobody could know of it then.
sure-other-hindsight = That other end is one of hindsight.
sure-impossible = nowhere, for the status quo is impossible
sure-circle = round for ever
sure-cut = no end found
sure-turns = { $count ->
        [0] { $tried ->
            [one] The one change of a line that bears on it does not make it end elsewhere.
           *[other] None of { $tried } changes of one line of the file makes it end elsewhere.
        }
       *[other] { $count } of { $tried ->
            [one] 1 change
           *[other] { $tried } changes
        } of one line of the file { $count ->
            [one] makes
           *[other] make
        } it end elsewhere:
    }
sure-turn = { $edits }: { $package }
sure-turns-rest = … and { $count ->
        [one] one more elsewhere
       *[other] { $count } more elsewhere
    }
sure-firm = { $stands ->
        [yes] That the status quo stands under { $concepts },
       *[no] That the status quo does not stand under { $concepts },
    } none of them turns.
sure-verdict = { $package }: { $text }.
package-under = { $package } under { $concept }
value-stands = stands
value-falls = falls
question-inverse = What would it take?
inverse-if = { $package } would stand under { $concept } if { $list }.
inverse-raise = { $party } ranked it level with { $package } (against { $line }; { $overtakes } overtaken)
inverse-raise-unsaid = { $party } ranked it level with { $package } ({ $overtakes } overtaken)
question-narrate = Why does it stand, or fall?
narrate-content = Under { $concepts }, { $package } is stable for { $party }: no move from there is a gain.
narrate-verdict = Under { $concepts }, { $package } is { $stable ->
        [yes] stable
       *[no] not stable
    } for { $party }.
narrate-tempting = { $count ->
        [one] The one move that gains is
       *[other] The most tempting of { $count } moves that gain is
    } { $step }.
narrate-free = { $kind ->
        [alone] { $count ->
            [one] One move gains:
           *[other] { $count } moves gain, most of all
        }
        [all] { $count ->
            [one] One move gains, and nothing deters it:
           *[other] { $count } moves gain, and nothing deters any of them, least of all
        }
       *[some] { $count } moves gain, and nothing deters { $free } of them, least of all
    } { $step }.
narrate-answer = The others could then answer, { $cost ->
        [gain] each gaining by its own move:
       *[any] whatever it costs them:
    } { $moves }.
narrate-no-answer = { $cost ->
        [gain] No answer by which the others gain
       *[any] No answer of the others, whatever it costs them,
    } would take anything away.
narrate-counter = { $party } could still turn to { $changes }.
narrate-still-better = Even so { $party } would be better off than before.
narrate-level = That would leave { $party } no better off than before.
narrate-worse = That would leave { $party } worse off than before.
narrate-just = It is only just stable.
narrate-margin = Margin: { $ranks ->
        [one] 1 rank
       *[other] { $ranks } ranks
    } in the order of { $party }.
narrate-short = It falls short by { $ranks ->
        [one] 1 rank
       *[other] { $ranks } ranks
    } in the order of { $party }.

## Can it be carried out?

question-order = In which order of steps can it be carried out?
question-hold = Would it hold, step by step?
question-steps = The steps
question-safe-orders = Safe orders
question-order-fails = Where orders of single steps fail first
question-stages = Stage by stage
order-no-packages = The file names no package. Say what is to be carried out: the changes, such as `tests = written`.
order-nothing = { $what } changes nothing, so there is nothing to carry out.
order-impossible = { $what } is impossible: it breaks { $rules }.
order-impossible-short = impossible
order-single = { $what } takes { $steps ->
        [one] 1 step
       *[other] { $steps } steps
    }. Of { $total } orders one by one { $quit } are proof against quitting, and { $safe ->
        [0] none
       *[other] { $count }
    } also { $safe ->
        [one] leaves
        [0] leaves
       *[other] leave
    } no signer exposed.
order-bundled = In exactly the bundles of the file { $safe ->
        [0] none
       *[other] { $count }
    } of { $total } orders { $safe ->
        [one] is
        [0] is
       *[other] are
    } safe; if steps may also be taken alone, { $mixed }.
order-too-many-steps = more than { $most } steps
order-too-much = { $steps } steps would take { $bytes } MiB, more than the { $limit } MiB allowed
column-steps = steps
column-orders = orders
column-safe = safe
column-needs = what a safe order needs
column-stages = stages
column-quit-proof = nobody quits
stages-single = single steps
stages-bundled = exactly the bundles
stages-mixed = bundles and single steps
stages-any = any of up to { $largest } steps
order-needs-nothing = nothing: single steps will do
order-needs-bundle = at one moment: { $steps }
order-needs-bundles = several bundles of up to { $size } steps
order-needs-more = no bundle helps
order-smallest = { $count ->
        [one] The smallest bundle that suffices has { $size } steps:
       *[other] The smallest bundles that suffice have { $size } steps; there are { $count }, each by itself:
    }
order-least-stage = No single bundle suffices. With several, stages of up to { $size } steps are needed:
order-no-bundle = No bundle helps, whatever is taken together: the end itself, or the beginning, is not safe.
step-by-nobody = nobody
step-auto = undone by itself in a breakdown
step-after = after { $steps }
bundle-together = { $bundle }, at the same moment: { $steps }
bundle-escrow = { $bundle }, in escrow: { $steps }
order-at-start = at the start
order-fails = { $count ->
        [one] 1 order
       *[other] { $orders } orders
    }{ $state ->
        [start] {" "}at the start
       *[done] , with { $done } done
    }: { $why }
order-fails-rest = … and at { $count ->
        [one] one other state
       *[other] { $count } other states
    }
fault-impossible = a rule forbids what is reached: { $rules }
fault-quit = { $party } would rather stop here than finish{ $known ->
        [yes] , by { $line }
       *[no] {""}
    }
fault-exposed = a breakdown leaves { $party } below no deal{ $known ->
        [yes] , by { $line }
       *[no] {""}
    }
fault-hurt = outside: { $party } is below no deal{ $known ->
        [yes] , by { $line }
       *[no] {""}
    }
audit-safe = { $what } in this order is safe at { $stages ->
        [one] its one stage
       *[other] all its { $stages } stages
    }: nobody would rather stop, and a breakdown leaves no signer below no deal.
audit-fails = { $what } in this order fails{ $state ->
        [start] {" "}at the start
       *[done] , with { $done } done
    }: { $why }.
stage-start = at the start
stage-number = stage { $number }
stage-nothing = nothing is done

## Where does it stand after signature?

question-status = Where does it stand?
question-happened = What happened
question-breach = What the breach comes to
question-here = { $resumed ->
        [yes] Were it taken up again: who would gain by leaving?
       *[no] Who gains by leaving now?
    }
question-next = What can come next?
question-inspections = Which inspections are due?
status-verdict = On { $date } { $done ->
        [0] none
       *[other] { $done }
    } of { $total ->
        [one] 1 step
       *[other] { $total } steps
    } { $done ->
        [0] is
        [one] is
       *[other] are
    } in force; { $inspections ->
        [0] no inspection is due
        [one] 1 inspection is due
       *[other] { $inspections } inspections are due
    }, { $overdue ->
        [0] nothing is overdue
        [one] 1 step is overdue
       *[other] { $overdue } steps are overdue
    }.
status-breached = On { $date } { $step } was { $how ->
        [sham] found to be a sham
       *[undone] taken back
    }{ $who ->
        [0] {""}
        [one] : a breach by { $by }
       *[other] : a breach by one of { $by }
    }.
status-leaves-nobody = { $resumed ->
        [yes] Were it taken up again from here, nobody would gain by leaving.
       *[no] Nobody gains by leaving now.
    }
status-leaves = { $resumed ->
        [yes] Were it taken up again from here, leaving would pay for { $parties }.
       *[no] Leaving now would pay for { $parties }.
    }
status-leaves-perhaps = Within the ranges of the file it might pay for { $parties }.
ranks-safe = nobody would rather stop here, and a breakdown leaves no signer below no deal
status-ranks = By ranks { $what }.
status-package-only = { $what }, the only package with every step that events speak of
status-package-fewest = { $what }, of the packages with every step that events speak of the one with the fewest; the others: { $others }
status-last-event = { $date }, when something last happened to a step
status-unnamed = no step of the file, so no event can speak of it
status-nothing = Nothing yet.
status-later = { $count ->
        [one] One later event is not used.
       *[other] { $count } later events are not used.
    }
status-event = { $says }: { $step } { $standing }{ $known ->
        [yes] {" "}({ $sources })
       *[no] {""}
    }
status-event-elsewhere = { $says }: { $step } is no step of this package{ $known ->
        [yes] {" "}({ $sources })
       *[no] {""}
    }
status-event-only = { $says }{ $known ->
        [yes] {" "}({ $sources })
       *[no] {""}
    }
status-early = it came before { $steps }, which had to come first
status-survival = honest play so far escaped a false alarm with probability { $past }, and escapes one to the end with { $ahead }
status-stake = { $stake } to lose
status-gains = leaving now brings { $by }
status-gains-perhaps = at the low ends of the ranges leaving would pay
status-returns = could still turn back at no loss
status-tested = { $how ->
        [refuse] refusing { $steps }
        [sham] only pretending { $steps }
       *[revoke] taking back { $steps }
    } { $verdict ->
        [holds] does not pay, with { $slack } to spare
        [middle] does not pay in the middle of the ranges, with { $slack } to spare
        [never] pays: { $slack }
       *[fails] pays, the margin is { $slack }
    }
status-inspect = in force since { $since }, { $days ->
        [one] 1 day
       *[other] { $days } days
    }, and not found in order yet
status-ways = One by one { $total ->
        [one] there is 1 way on
       *[other] there are { $total } ways on
    }; { $safe ->
        [0] none is
        [one] 1 is
       *[other] { $count } are
    } safe by ranks.
status-ways-mixed = With the bundles of the file there are { $total }; { $safe ->
        [0] none is
        [one] 1 is
       *[other] { $count } are
    } safe.
status-way-holds = A way on holds: whoever is most tempted to leave has { $slack } more to lose than it needs.
status-way-automatic = A way on holds only if everything that can be taken back is taken back by itself in a breakdown.
status-way-arranged = A way on holds only with reactions that are arranged beforehand for each party that may break the deal.
status-way-none = No way on holds, whatever reactions to a breakdown are arranged.
status-way-undecided = Whether a way on holds is undecided: there are too many steps to try all.
status-way-count = { $capped ->
        [yes] More than { $count } ways on hold.
       *[no] Ways on that hold: { $count }.
    }
standing-open = open
standing-done = done
standing-inspected = found in order
standing-failed = a sham
standing-undone = taken back
due-late = { $days ->
        [one] 1 day late
       *[other] { $days } days late
    }
due-over = overdue since { $date }, by { $days ->
        [one] 1 day
       *[other] { $days } days
    }
due-in = { $next ->
        [yes] next due
       *[no] due
    } on { $date }, { $days ->
        [0] today
        [one] in 1 day
       *[other] in { $days } days
    }
label-deal = deal
label-day = day
label-ranks = by ranks
label-worths = by worths
label-alarms = false alarms
label-ways = ways on
label-ways-fail = fail first
label-way-on = best way on
label-way-fails = way that fails least
label-falls = by itself
label-reaction = answer
breach-automatic = { $steps } would fall back
breach-answer = { $parties } would take back { $step }{ $lag ->
        [0] {""}
        [one] {" "}after 1 period
       *[other] {" "}after { $lag } periods
    }, because it pays
breach-party = { $change ->
        [loses] loses { $by } against honesty to the end
        [same] loses nothing
       *[gains] gains { $by } over honesty to the end
    }, and ends { $left } { $side ->
        [below] below
       *[above] above
    } never having begun
breach-since = { $step } { $standing }, in the hands of { $by }
next-bundle = at one moment: { $steps }
next-safe = safe by ranks
next-fault = not safe by ranks: { $why }
next-check = for { $party } { $check }
number-spread = { $middle } ({ $low } to { $high })

## And by what things are worth?

question-worths = And by what things are worth?
question-ranks = By priorities alone
worths-unvalued = Nothing is said of shams and amounts: { $party } does not say what things are worth.
worths-together = Nothing is said of shams and amounts: what { $line } is worth hangs on several steps together.
worths-nobody = Nothing is said of amounts: nobody can take the step { $step }.
worths-undiscounted = Nothing is said of amounts: a lag matters, and { $party } has no `discount`.
worths-refused = Nothing is said of amounts: there are too many steps, or bundles with too many shams.
worths-rounded = Some worths were rounded to fit into whole numbers.
worths-given-holds = { $what } holds in this order: whoever is most tempted to leave has { $slack } more to lose than it needs.
worths-given-fails = { $what } does not hold in this order: whoever is most tempted to leave is left with { $slack }.
worths-holds = { $given ->
        [yes] In the best order { $slack } is left.
       *[no] { $what } holds: in the best order whoever is most tempted to leave has { $slack } more to lose than it needs.
    }
worths-if-automatic = { $what } holds only if everything that can be taken back is taken back by itself in a breakdown.
worths-if-arranged = { $what } holds only with reactions that are arranged beforehand for each party that may break the deal.
worths-none = { $what } does not hold in any order, whatever reactions to a breakdown are arranged.
worths-undecided = Whether { $what } holds is undecided: there are too many steps to try all orders.
worths-count = { $capped ->
        [yes] More than { $count } orders hold.
       *[no] Orders that hold: { $count }.
    }
worths-order = The order would be { $order }.
slack-never = no stake is enough
slack-free = nothing is asked
need-never = more than any stake
detection-never = more than there can be
question-plan = The plan, stage by stage
question-order-asked = This order, stage by stage
question-least-bad = The order that fails least, stage by stage
stage-step = { $step } ({ $by })
stage-breaks = here it breaks: { $check }
label-tightest = what binds
label-no-return = no return
label-reactions = reactions
worths-reactions = { $believed } is left with reactions to a breakdown that can be believed; { $automatic } if all that can be taken back falls back by itself
worths-leaving = { $party } could { $how ->
        [refuse] refuse { $steps }
        [sham] only pretend { $steps }
       *[revoke] take back { $steps }
    }
worths-check = { $who }; it has { $stake } to lose and needs { $need }{ $known ->
        [yes] , which leaves { $slack }
       *[no] {""}
    }
place-start = at the start
place-before = before stage { $stage }
place-after = after stage { $stage }
place-end = when all is done
worths-no-return = after { $stage } leaving always costs { $party } more than never having begun
worths-needs = { $bundled ->
        [yes] { $step }: pretending would
       *[no] pretending would
    } save { $party } { $cost }; it takes a detection of { $needed }{ $band ->
        [yes] {" "}({ $low } to { $high } over the ranges)
       *[no] {""}
    }, and there is { $has }{ $enough ->
        [yes] , which is enough
       *[no] , which is not enough
    }
worths-wait = it would be if the next stage waited for { $periods ->
        [one] 1 period
       *[other] { $periods } periods
    }
inspection-plan = { $items ->
        [one] 1 item
       *[other] { $items } items
    } in { $rounds ->
        [one] 1 round
       *[other] each of { $rounds } rounds
    } at a cost of { $cost }, detection { $detection }
inspection-sure = enough whatever the numbers in their ranges: { $plan }
inspection-middle = enough in the middle of the ranges, not at their ends: { $plan }
inspection-short = no inspection that the file allows is enough; the best: { $plan }
inspection-none = no detection would be enough
inspection-budget = for the budget: { $plan }
question-watched = Once it is in force
watched-tempts = { $tempted ->
        [yes] Going back on it in secret would bring { $party } { $gain } while nobody notices, and cost it { $loss } once it is found.
       *[no] Going back on it in secret would bring { $party } nothing in the middle of the ranges.
    }
watched-never = no number
watched-visits = { $enough ->
        [yes] Drawn in secret, { $needed ->
            [one] 1 visit
           *[other] { $needed } visits
        } in { $periods } periods { $needed ->
            [one] deters
           *[other] deter
        } it
       *[no] Even a visit in each of { $periods } periods does not deter it
    }{ $band ->
        [yes] {" "}({ $low } to { $high } over the ranges).
       *[no] .
    }
watched-observed = If it can count them, it takes { $needed ->
        [one] 1
       *[other] all { $needed }
    }.
watched-given = With { $visits ->
        [one] 1 visit
       *[other] { $visits } visits
    } { $deters ->
        [yes] it is deterred if the dates are secret
       *[no] a breach still brings { $hidden } if the dates are secret
    }{ $known ->
        [yes] {" "}and brings { $observed } if it sees how many are left.
       *[no] .
    }
watched-first = Where it sees every visit, look in the first period with probability { $part }, say so beforehand and keep to it.
watched-site = { $site } { $part }
watched-teams = To deter it at every site takes { $teams } teams at a time: { $sites }{ $known ->
        [same] .
        [yes] ; { $sure } whatever the numbers in their ranges.
       *[no] ; over the ranges no number does for sure.
    }
watched-no-teams = No number of teams deters it at every site.
watched-teams-given = What there is, { $teams } at a time, is best spread like this: { $sites }; { $deters ->
        [yes] that deters.
       *[no] the best breach still brings { $height }.
    }
question-clock = With the clock
clock-verdict = { $periods ->
        [one] It takes 1 period
       *[other] It takes { $periods } periods
    }{ $named ->
        [yes] {" "}(a period is { $period }).
       *[no] .
    } { $holds ->
        [yes] { $same ->
            [yes] With what later periods count and with false alarms it still holds.
           *[no] With what later periods count and with false alarms it holds after all.
        }
       *[no] { $same ->
            [yes] With what later periods count and with false alarms it does not hold either.
           *[no] With what later periods count and with false alarms it does not hold.
        }
    }
clock-tightest = What binds then, { $place }: { $check }.
clock-survival = That no honest step is called a sham has the probability { $part }.
clock-instead = In this order it holds with the clock too: { $order }.
clock-none = No order holds with the clock.
clock-undecided = Whether another order holds with the clock is undecided.
clock-covert = { $party } could pretend { $steps } and is expected to gain { $gain }: { $kept } if nothing is found{ $found ->
        [yes] , against { $lost } that it loses once it is found
       *[no] {""}
    }
question-doubts = How far the numbers may move
doubts-count = { $count ->
        [one] One number that counts here is a range
       *[other] { $count } numbers that count here are ranges
    }; { $turning ->
        [0] none turns the verdict by itself.
        [one] one turns the verdict by itself.
       *[other] { $turning } turn the verdict by themselves.
    }
doubts-together = { $other ->
        [yes] { $holds ->
            [yes] Together they can: at the worst ends that were found { $slack } is left.
           *[no] Together they can: at the best ends that were found it holds, and { $slack } is left.
        }
       *[no] { $holds ->
            [yes] Nor do they together, as far as was found: at the worst ends { $slack } is left.
           *[no] Nor do they together, as far as was found: at the best ends { $slack } is left.
        }
    }
doubts-check = What binds then, { $place }: { $check }.
doubts-turn = { $what } ({ $low } to { $high }): { $side ->
        [above] above
       *[below] below
    } { $at } it { $holds ->
        [yes] no longer holds
       *[no] holds
    }
doubts-more = { $count ->
        [one] and one more
       *[other] and { $count } more
    }
input-once = what { $step } brings { $party } once
input-lasting = what { $step } in force is worth to { $party }
input-detection = the detection of { $step }
input-reversal = how far { $step } can be taken back
input-discount = what the next period counts for { $party }
question-stress = Whose change of mind breaks it
worths-stress = { $party }: { $step } worth { $by } { $way ->
        [more] more
       *[less] less
    } to it
stress-breaks = then, { $place }, { $who }
question-none = Why no order holds
question-none-believed = Why no order holds with reactions that can be believed
cut-count = parties come as far as { $states ->
        [one] one state
       *[other] { $states } states
    }, from which { $exits ->
        [one] the one way on fails
       *[other] all { $exits } ways on fail
    }; the nearest to success:
cut-exit = { $state ->
        [start] at the start
       *[done] with { $done } done
    }, { $who }{ $known ->
        [yes] , { $by } short
       *[no] {""}
    }
failing-conflict = { $count ->
        [one] this alone stands in the way of every order: { $asked }
       *[other] these cannot all be had, and without any one of them an order holds: { $asked }
    }
conflict-asked = { $party } { $how ->
        [take] takes { $steps }
        [honest] does not pretend { $steps }
       *[keep] keeps { $steps } in force
    }
question-repairs = What would make an order hold
repair-none = Nothing of what was tried: a bond, inspection, escrow, a step that can be taken back, payments, a step in parts.
repair-bond = a bond of { $sum } from everybody: { $order }
repair-detection = { $step } to { $detection }{ $how ->
        [enough] {" "}({ $plan })
        [short] {" "}(more than the file allows; the best: { $plan })
       *[unknown] {""}
    }
repair-inspection = more detection, { $more }: { $order }
repair-escrow = { $count ->
        [one] one exchange in escrow
       *[other] { $count } exchanges in escrow
    }: { $order }
repair-automatic = { $step } falls back by itself: { $order }
repair-reversal = { $part } of { $step } can be taken back: { $order }
repair-transfers = payments of { $total } in all, held by somebody outside ({ $paid }): { $order }
transfer-after = after { $steps } { $paid }
transfer-paid = { $party } { $way ->
        [gets] gets
       *[pays] pays
    } { $sum }
repair-parts = { $step } in { $parts } equal parts: { $order }
repair-part = { $step } { $part }/{ $parts }
certificate-surplus = the whole deal is worth { $by } too little to { $party }
certificate-end = when all is done { $party } takes back { $step }, { $by } short
certificate-never = { $step } can never be trusted: { $party } always has too little to lose
certificate-circle = each of these can only come before the next: { $steps }
question-so = So
so-nothing = No order can be judged: some step is never trusted.
so-free = The plan is { $order }; nothing is asked of anybody.
so-plan = The plan is { $order }.
so-inspect = It is inspected like this: { $steps }.
so-inspection = { $step }, { $plan }
so-binds = What binds is { $steps }, with { $party }: { $slack } is left.
so-clock = With the clock it fails, see above.
so-none = No plan suffices as the file stands.
so-not-this = This order does not suffice, but others do.
so-binds-short = What binds is { $steps }, with { $party }.
so-inspection-mends = { $known ->
        [yes] Inspection would make one: { $more }.
       *[no] A detection would make one that the file has no inspection for: { $more }.
    }
so-mends-step = One would hold if { $step } could be taken back further.
so-mends-bond = One would hold with a bond of { $sum } from everybody.

## The screen

screen-deals = COULD THEY SIGN?
screen-empty = GENUINE OR ILLUSION?
screen-named = AND THE NAMED ONES?
screen-harm = WHO IS HURT?
screen-stable = WOULD ANYONE MOVE?
screen-carried-out = CARRIED OUT?
screen-robust = HOW SURE?
screen-claims = CLAIMS
analyze-counts = { $parties ->
        [one] 1 party
       *[other] { $parties } parties
    }, { $signers ->
        [0] none of which signs
        [one] 1 of which signs
       *[other] { $signers } of which sign
    }; { $terms ->
        [one] 1 term
       *[other] { $terms } terms
    } to settle; { $possible ->
        [one] 1 possible package
       *[other] { $possible } possible packages
    }
label-text = { $label }: { $text }
label-others = who else gains
label-smallest = smallest deals
label-genuine = smallest genuine
label-any-numbers = for any numbers
label-any-weights = under any weights
label-nash = Nash solution
label-most-often = most often by
label-also-hurt = also worse off
label-harmless = hurts nobody
label-takes = what it takes
label-range = number of deals
screen-any-numbers = { $sure } of them whatever the numbers in their ranges
screen-any-weights = { $sure ->
        [one] 1
       *[other] { $sure }
    } of them also if several lesser wishes together may outweigh a greater one
screen-shared = { $place ->
        [first] with { $names } { $deals } (any weights { $sure })
       *[later] { $names } too { $deals } ({ $sure })
    }
screen-smallest = { $changes ->
        [0] no change
        [one] 1 change
       *[other] { $changes } changes
    }{ $sort ->
        [illusions] , all illusions:
       *[any] :
    } { $list }
label-equilibria = equilibria
screen-moves = { $end ->
        [circle] Yes: { $path }; and so on without ever coming to rest
        [on] Yes: { $path } …
       *[rest] Yes: { $path }; there it rests
    }{ $dates ->
        [hindsight] , with hindsight too.
        [others] , on other dates too.
       *[none] .
    }
screen-elsewhere = it ends elsewhere: { $package }
screen-still = No: from the status quo nobody gains by moving alone.
screen-equilibria = { $nash } under R ({ $nashdeals ->
        [one] 1 deal
       *[other] { $nashdeals } deals
    }), { $ahead } under SEQ ({ $aheaddeals ->
        [one] 1 deal
       *[other] { $aheaddeals } deals
    })
screen-then = { $first }, then { $next }
column-would-sign = acceptable to signers?
column-worse-by = outside worse off, by which line
nobody-word = nobody
screen-named-rest =    … and { $count } more: detente deals { $file }
screen-hurt-by = { $line }, in { $count ->
        [one] 1 deal:
       *[other] { $count } deals:
    } { $says }
screen-share = { $party } { $percent }
screen-harmless = { $count ->
        [one] 1 deal; it takes
       *[other] { $count } deals; the smallest takes
    } { $changes ->
        [one] 1 change:
       *[other] { $changes } changes:
    } { $list }
screen-harmless-none = no deal leaves everybody outside at least as well off
screen-untried = { $text } Left to detente robust: { $claims }.
screen-sure = { $claims ->
    [yes] { $single ->
        [0] No single changed line turns { $all ->
                [one] the one claim that says
               *[other] any of the { $all } claims that say
            } more than the input ({ $variants } one-line changes tried).
       *[other] { $all ->
                [one] The one claim that says more than the input hangs
               *[other] { $single ->
                    [one] 1 of { $all } claims hangs
                   *[other] { $single } of { $all } claims each hang
                }
            } on a single line of the file ({ $variants } one-line changes tried).
    }
   *[no] { $variants ->
        [one] 1 variant of the file was tried, with one line changed.
       *[other] { $variants } variants of the file were tried, each with one line changed.
    }
}
screen-swing = { $list } would turn; it { $says }
label-date = as of { $date }
label-hindsight = with hindsight
screen-date = { $deals ->
        [one] 1 deal
       *[other] { $deals } deals
    } (any weights { $sure }){ $changed ->
        [0] ; the named packages fare alike
       *[other] ; {""}
    }{ $list }
screen-date-package = { $package } { $sign }
screen-range = between { $least } and { $most }
screen-next = next:  detente why { $file } { $topic }  |  detente robust { $file }

## Is the file sound?

question-contents = What is in the file?
contents-parties = { $count ->
        [one] 1 party
       *[other] { $count } parties
    }:
contents-terms = { $count ->
        [one] 1 term,
       *[other] { $count } terms,
    } { $combinations } combinations of options
contents-rules = { $count ->
        [0] no rule
        [one] 1 rule
       *[other] { $count } rules
    }{ $known ->
        [yes] { $count ->
                [0] ,
                [one] , which leaves
               *[other] , which leave
            } { $possible ->
                [one] 1 possible package
               *[other] { $possible } possible packages
            }
       *[no] {""}
    }
contents-lines = { $count ->
        [one] 1 priority or rule
       *[other] { $count } priorities and rules
    }: { $sourced } with a source, { $unsourced } without
contents-rest = { $packages ->
        [one] 1 named package
       *[other] { $packages } named packages
    }, { $claims ->
        [one] 1 claim
       *[other] { $claims } claims
    }, { $steps ->
        [one] 1 step
       *[other] { $steps } steps
    }, { $sources ->
        [one] 1 source
       *[other] { $sources } sources
    }
question-quotations = Are the quotations right?
quotations-other-text = This is not the text that the file names: its digest differs.
quotations-same-text = This is the text that the file names.
quotations-digest = SHA-256 { $digest }
quotations-place = { $count ->
        [one] line { $line }, offset { $offset }
       *[other] line { $line }, offset { $offset } (first of { $count })
    }
quotations-nowhere = not found
quotations-unread = used by nothing:
quotations-unused = marked as not used ({ $why }):
quotations-line = line { $line }
quotations-noted = { $note } { $words }
quotations-found = { $found ->
        [one] 1 quotation stands
       *[other] { $found } quotations stand
    } in it word for word; { $missing ->
        [0] none is missing.
        [one] 1 does not.
       *[other] { $missing } do not.
    }
quotations-coverage = { $used } of { $sentences } sentences used, { $unused } marked as not used, { $left } left.
question-findings = Is anything wrong?
summary-errors = { $count ->
        [one] 1 error
       *[other] { $count } errors
    }
summary-warnings = { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
summary-notes = { $count ->
        [one] 1 note
       *[other] { $count } notes
    }
summary-nothing = Nothing was found.
summary-more = { $counts }; `detente explain { $code }` tells more
severity-error = error
severity-warning = warning
severity-note = note
severity-help = help
finding-place = { $severity }[{ $code }] at { $line }:{ $column }: { $title }
finding-file = { $severity }[{ $code }]: { $title }

## What every answer takes for granted (in JSON)

assume-no-deal = A party compares a package with what it falls back on without a deal: the status quo, unless the file names another package for it.
assume-readings = In order, the first priority on which a package and no deal differ decides. Sure means under any weights: every sum of gains minus losses, from the most important priority down, has the same sign, so no weighting in which an earlier priority counts at least as much as a later one can turn it.
assume-ties = A tie with no deal is acceptable and is no gain.
assume-signers = A deal is better than no deal for every signer; an agent signs by its own priorities, not by those of its principal.
assume-off = A priority or a rule is off if all its sources are later than the date of reading, or if that date is outside its own; named packages and claims are never off.
assume-moves = A party moves alone, by changing any of its own terms at once, from possible package to possible package; a term that several control is changed by all of them together, or withdrawn by one of them where the file names a fallback.
assume-resting-path = On the resting path the parties take their turns in file order, each making its best move if it gains by one; of equally good moves the one with the fewest changes, then the first listed.
assume-deterrence = A package no better than the one that was left deters; the others may move several times, in any order.
assume-breakdown = A breakdown leaves in force what has been reached, but for steps that are undone by themselves; nothing further happens.
assume-roadmap-ties = A party that likes stopping and finishing alike goes on; at the start nobody is exposed.

## Pages and documents

column-package = package
column-gives = who gives what
picture-gains = { $signed ->
        [0] { $packages ->
            [1] The one named package is not
           *[other] None of the { $packages } named packages is
        }
        [one] { $packages ->
            [1] The one named package is
           *[other] 1 of { $packages } named packages is
        }
       *[other] { $signed } of { $packages } named packages are
    } better than no deal for every signer.
picture-cards = { $genuine ->
        [0] { $packages ->
            [1] The one named package does not change
           *[other] None of the { $packages } named packages changes
        }
        [one] { $packages ->
            [1] The one named package changes
           *[other] 1 of { $packages } named packages changes
        }
       *[other] { $genuine } of { $packages } named packages change
    } a capability in a way that somebody could see.
picture-cards-how = Three facts on each change, never added up: whether it concerns a capability (a full square), who could see a breach in this very package (a full disc: anyone; a dot: inspectors; an empty disc: nobody), how fast it can be undone (one bar: days; five: never).
picture-harm-how = A bar is all deals. From the left: worse off under any weights (−−), worse off in order only (−), the same (0), better off (+). Those outside the room come first.
picture-harm-share = worse off in { $worse } ({ $percent })
verdict-genuine = genuine
verdict-illusion = illusion
verdict-unknown = cannot tell
card-gives = { $party } gives
card-change = { $party }: { $change }
card-capability = capability?
card-seen = seen by
card-undo = undone in
card-yes = yes
card-no = no
card-outside = anyone
card-inspector = inspectors
card-nobody = nobody
card-unstated = not stated
filter-signed = better for every signer
filter-harmless = hurts nobody outside
filter-earned = says more than the input
filter-single = single points
filter-surprise = not as expected
column-claimed = it is claimed that
column-so = is it so?
column-firm = how firm
column-genuine = genuine?
column-part = its part
column-term = term
column-by = settled by
column-options = options
column-rests-on = rests on
claim-not-expected = not as its author expects
claim-untried = not tried with changed lines here; detente robust { $file } does
kind-capability = capability
kind-transparency = transparency
kind-relief = relief
kind-posture = posture
kind-words = words
option-now = { $option } (now)
option-lettered = { $option } [{ $letter }]
contents-who = Who takes part
contents-what = What can be settled
contents-rules-head = What is impossible
wishes-of = What { $party } wants, most important first
strip-how = In the strips that stand for packages each cell is a term, those of one side together: a dot is a term as it is now, a letter an option that differs from it, on a stronger ground the further it is from now.
section-file = Who takes part, and what is on the table?
section-wishes = What does each party want?
section-evidence = What does it rest on?
section-method = How was this found, and what is missing?
method-exact = Every count is exact: each possible package was looked at. Nothing is sampled, and no number is a probability.
method-assumed = What is taken for granted
method-missing = What is not modelled
envoy-how = A strip shows a package at a glance: a cell per term, a dot where nothing changes, a letter where something does. { $named ->
        [yes] Names such as “{ $line }” are lines of the file and lead to the annex, where each stands with its evidence.
       *[no] {""}
    }
envoy-rest = … and { $count } more in the annex
standing-line = { $when } · { $counts }
frame-contents = Contents
frame-envoy = In sixty seconds
frame-envoy-more = What is claimed, what is proposed
frame-annex = Annex
frame-skip = Skip to the answers
frame-as-table = The same as a table
frame-filter = Show only:
frame-search = containing
frame-shown = { $shown } of { $all } shown
frame-page = page

## Pictures: deals and evidence

plane-title = { $headline } { $sure ->
        [one] 1 of them is
       *[other] { $sure } of them are
    } so under any weights.
plane-across = { $party }: percentile of the possible packages, best at the right
plane-up = { $party }: percentile of the possible packages, best at the top
plane-no-deal = no deal
plane-no-deal-of = no deal of { $party }
plane-frontier = efficient for the two
plane-square = { $possible ->
        [one] 1 possible package
       *[other] { $possible } possible packages
    }, { $deals ->
        [one] 1 deal
       *[other] { $deals } deals
    }, { $sure } under any weights; somebody outside worse off in { $hurting ->
        [one] 1 deal
       *[other] { $hurting } deals
    }
plane-choice = { $solution } in { $share } of the draws
plane-alike = { $package }; and { $count ->
        [one] one more package
       *[other] { $count } more packages
    } that both rank alike
plane-under-weights = { $solution }, under other weights
plane-left-out = { $count ->
        [one] 1 name had no room; it stands in the table.
       *[other] { $count } names had no room; they stand in the table.
    }
plane-reading = Each square stands for the possible packages between two steps of the rank percentiles of { $first } (to the right) and { $second } (up): 0 is the worst possible package, 100 the best, ties share their middle; the larger the square, the more packages. The cross is no deal. Signs of one place stand side by side.
plane-points = The bargaining points need cardinal assumptions: uniform rank, that is, a gain is a difference of percentiles, among the { $deals ->
        [one] one deal that is
       *[other] { $deals } deals that are
    } better for both.
plane-no-points = No deal is better for both, so there are no bargaining points.
plane-cloud = Hollow signs show the same points where each statement has a weight instead: drawn at random { $all ->
        [yes] { $draws } times
       *[no] only { $draws } times, for there are many deals
    } (seed { $seed }), evenly from all weights by which no statement counts less than a later one{ $without ->
        [0] .
       *[other] ; in { $without } of the draws no deal is better for both.
    }
plane-cloud-ranked = No other weights are tried: a ranking has no statements to weigh ({ $names }).
plane-cloud-large = No other weights are tried: there are too many deals.
plane-legend-size = Packages per square:
plane-legend-step = { $count ->
        [one] 1 or more
       *[other] { $count } or more
    }
plane-legend-possible = possible, refused by somebody
plane-legend-deals = deals, in order
plane-legend-sure = deals under any weights
plane-legend-hurt = somebody outside worse off in all of its deals
plane-legend-zone = no worse than no deal for both (zopa)
plane-legend-efficient = has packages efficient for all signers
plane-legend-cloud = bargaining point under other weights, larger if more often
plane-legend-named = named package, a deal
plane-legend-refused = named package, no deal
plane-legend-impossible = named package, impossible
plane-table = Named packages and bargaining points on the percentiles of the two
frontier-title = { $exact ->
        [yes] { $count ->
            [one] One worth is
           *[other] { $count } worths are
        }
       *[no] At least { $count ->
            [one] one worth is
           *[other] { $count } worths are
        }
    } efficient, { $inside ->
        [0] none acceptable to all
       *[other] { $inside } acceptable to all
    }{ $solutions ->
        [0] .
        [one] ; one solution exists.
       *[other] ; the { $solutions } solutions single out { $places ->
            [one] the same one.
           *[other] { $places } different ones.
        }
    }
frontier-reading = To the right is what a package is worth to { $first }, up what it is worth to { $second }, each on its own scale{ $ranged ->
        [yes] , in the middle of all ranges
       *[no] {""}
    }. Dots are efficient worths: no possible package is as good for both and better for one. The broken lines are what no deal is worth; filled dots are acceptable to both. Signs of one place stand side by side.
frontier-reading-pairs = Each plane shows two of the signers: to the right is what a package is worth to the one, up what it is worth to the other, each on its own scale{ $ranged ->
        [yes] , in the middle of all ranges
       *[no] {""}
    }. Dots are efficient worths: no possible package is as good for all signers and better for one, so a dot may lie below others. The broken lines are what no deal is worth; filled dots are acceptable to all signers. Signs of one place stand side by side.
frontier-across = { $party }: worth of packages{ $scaled ->
        [yes] {" "}in units of { $unit }
       *[no] {""}
    }, more to the right
frontier-up = { $party }: worth of packages{ $scaled ->
        [yes] {" "}in units of { $unit }
       *[no] {""}
    }, more upwards
frontier-no-deal = no deal { $value }
frontier-legend-acceptable = efficient, acceptable to all
frontier-legend-refused = efficient, refused by somebody
frontier-legend-line = more for one is less for the other
frontier-legend-zone = no worse than no deal for these two
frontier-legend-named = named package, acceptable to all
frontier-legend-named-refused = named package, refused by somebody
frontier-thinned = Of { $count } efficient worths { $drawn } are drawn; the others lie close to those.
frontier-pair = { $first } – { $second }
frontier-pairs-left = { $count ->
        [one] One pair of signers has
       *[other] { $count } pairs of signers have
    } no plane: { $pairs }.
frontier-outside = { $names } { $count ->
        [one] lies
       *[other] lie
    } so far off that a plane leaves { $count ->
        [one] it
       *[other] them
    } out; see the table.
frontier-table = What packages are worth: named ones, solutions, efficient ones
column-acceptable = acceptable?
solution-nash = Nash
solution-weighted = Nash, weighted
solution-kalai = Kalai–Smorodinsky
solution-egalitarian = egalitarian
solution-utilitarian = utilitarian
column-percentile = { $party }: percentile
column-better-for = { $party }: possible packages that are better
column-draws = chosen in draws of weights

swings-title = { $turning ->
        [one] One of { $variants } one-line changes turns a verdict:
       *[other] { $turning } of { $variants } one-line changes turn a verdict; most of all
    } { $edit }, { $count ->
        [one] which turns 1.
       *[other] which turns { $count }.
    }
swings-title-none = { $variants ->
        [one] The one change of a line turns no verdict.
       *[other] None of { $variants } one-line changes turns a verdict.
    }
swings-reading = The longer the bar, the more verdicts the change turns. Single point: a claim that this line alone carries.
swings-headlines = headline counts, to or from none
swings-claims = claims
swings-views = views of named packages
swings-single = single point: { $claims }
swings-sourced = [{ $sources }] { $says }
swings-unsourced = [no source] { $says }
swings-swapped = { $first } ↔ { $second }
swings-range = Number of deals: { $count } as the file stands
swings-least = least: { $bound }
swings-most = most: { $bound }
swings-deals = { $count ->
        [one] 1 deal
       *[other] { $count } deals
    }
column-turned = verdicts
column-single = single point for

timeline-title = { $count ->
        [one] The file rests on 1 source;
       *[other] The file rests on { $count } sources;
    } { $off ->
        [0] { $count ->
            [1] it was known at the date of reading
           *[other] all of them were known at the date of reading
        }
        [one] 1 of them is later than the date of reading, and off
       *[other] { $off } of them are later than the date of reading, and off
    }{ $unused ->
        [0] .
        [one] ; nothing cites 1 of them.
       *[other] ; nothing cites { $unused } of them.
    }
timeline-reading = Sources in the order of their dates, with the same room each: stretches of time are not to scale. The letter in the disc is the reliability; below it the name, how often the file cites it, and the parties whose lines cite it.
timeline-times = ×{ $count }
timeline-used = ×3 cited 3 times by lines, packages, claims or steps
timeline-party = { $party }
timeline-rules = rules
timeline-contradict = contradict each other
timeline-ungraded = not graded
timeline-on = known at the date of reading
timeline-off = off: not known yet
timeline-off-short = off
timeline-left-out = { $count ->
        [one] 1 more source stands in the table.
       *[other] { $count } more sources stand in the table.
    }
timeline-table = Sources by date
column-source = source
column-date = date
column-grade = grade
column-speaks-for = cited by lines of
column-used = cited
column-contradicts = contradicts
column-known = known

ledger-table = Evidence ledger
ledger-unused = cited by nothing
ledger-contradicted = contradicted
ledger-note = Note: { $note }
ledger-grade = { $grade }: { $reliability }; { $credibility }
ledger-lines = { $count ->
        [one] line { $list }
       *[other] lines { $list }
    }
ledger-packages = { $count ->
        [one] package { $list }
       *[other] packages { $list }
    }
ledger-claims = { $count ->
        [one] claim { $list }
       *[other] claims { $list }
    }
ledger-steps = { $count ->
        [one] step { $list }
       *[other] steps { $list }
    }
column-published = published
column-used-by = used by
reliability-a = completely reliable
reliability-b = usually reliable
reliability-c = fairly reliable
reliability-d = not usually reliable
reliability-e = unreliable
reliability-f = reliability cannot be judged
credibility-1 = confirmed by other sources
credibility-2 = probably true
credibility-3 = possibly true
credibility-4 = doubtful
credibility-5 = improbable
credibility-6 = truth cannot be judged

## Pictures: roadmaps

roadmap-title-holds = { $what } holds in this order: { $asked ->
        [yes] whoever is most tempted to leave has { $slack } more to lose than it needs.
       *[no] nothing is asked of anybody.
    }
roadmap-title-breaks = { $what } breaks in this order{ $state ->
        [start] {" "}at the start
       *[done] , with { $done } done
    }: { $who }, and would gain by it.
roadmap-fails = { $state ->
        [start] at the start
       *[done] with { $done } done
    }: { $why }
roadmap-reading-worths = Above: the stages from left to right, each step in the row of whoever takes it. Below: how much more each party has to lose by leaving than it needs, before the first stage, between stages and at the end; each party on its own scale, with the line at zero.
roadmap-reading-ranks = Above: the stages from left to right, each step in the row of whoever takes it. Below: whether each party would rather finish or stop, before the first stage, between stages and at the end.
roadmap-assumed = Waiting costs nothing, a breakdown is total and for ever, everybody knows what things are worth.
roadmap-stage = stage
roadmap-several = several together
roadmap-together = at one moment
roadmap-escrow = in escrow
roadmap-step-by = { $step }, by { $by }
roadmap-never = never
roadmap-finish = would rather finish
roadmap-tie = does not mind
roadmap-stop = would rather stop
roadmap-nothing = nothing is asked of it
roadmap-exposed = exposed
roadmap-legend-over = has more to lose than it needs
roadmap-legend-under = has too little to lose
roadmap-legend-loses = exposed: worse off than never having begun, if another breaks off
roadmap-legend-below = exposed: a breakdown leaves it below no deal
roadmap-legend-inspected = can be inspected
roadmap-legend-enough = pretending tempts; inspection is enough
roadmap-legend-short = pretending tempts; inspection is not enough
roadmap-no-return = from here on leaving always costs { $party } more than never having begun
roadmap-rest = { $count ->
        [one] One more party stands in no row.
       *[other] { $count } more parties stand in no row.
    }
roadmap-column-stage = stage
roadmap-column-by = by
roadmap-column-inspection = inspection
roadmap-column-remark = remarks
roadmap-inspection = { $step } needs { $needed }, has { $has }: { $enough ->
        [yes] enough
       *[no] not enough
    }
roadmap-inspectable = { $step } can be inspected
roadmap-fails-here = { $who }: { $slack }
roadmap-by-ranks = by ranks: { $text }
roadmap-auto = { $step } is undone by itself in a breakdown

## Pictures: moves

moves-rest = From the status quo, { $count ->
        [one] one best move leads
       *[other] { $count } best moves in turn lead
    } to { $package }: { $stands ->
        [all] an equilibrium under every concept.
        [none] no equilibrium under any concept.
       *[some] an equilibrium under { $concepts }.
    }
moves-circle = From the status quo, best moves in turn go round for ever.
moves-cut = From the status quo, best moves in turn come to no rest within { $count } moves.
moves-read = Boxes are packages, with the concepts under which they stand; arrows are moves, with the letters of those who make them together. Thick and numbered are the best moves in turn from the status quo. Shown are the packages on such paths, the named ones and the nearest equilibria with the ways to them, and every gain from one of these to another.
moves-apart = No move shown leads to these or away from them:
moves-more-packages = … and { $count ->
        [one] 1 more package
       *[other] { $count } more packages
    }
moves-more-moves = … and { $count ->
        [one] 1 more move
       *[other] { $count } more moves
    } (in the table)
moves-cell = to { $number }: { $move }{ $path ->
        [0] {""}
       *[other] ; move { $path } of the path
    }{ $back ->
        [yes] {""}
       *[no] ; cannot be taken back
    }
moves-column-number = no.
moves-column-package = package
moves-column-stands = stands under
moves-column-moves = moves from there
legend-path = best moves in turn
legend-gain = gain for all who move
legend-other = other move on a way shown
legend-final = cannot be taken back
legend-stands = stands under the concepts named
legend-alone = stands under R: nobody gains alone
legend-together = several together

stands-read = A tick: the package stands, for it is stable for all who can move; below it, for whom it is. Where moving alone is a gain under R, the best such move is told.
stands-impossible = Impossible, and so not shown: { $names }.
stands-near = The nearest equilibria
stands-gain = best gain by moving alone
stands-sanction = what deters it
stands-deters = { $concept }: { $moves }
stands-of = { $party }: { $text }
stands-yes = ✓
stands-no = ✗
stands-not-for = ✗ not for { $names }
stands-option = option
stands-ordered = ordered number
stands-decimal = decimal
stands-choice = { $party }: { $option }
stands-taken = Y
stands-not-taken = N

## Sheets of a workbook

sheet-results = Results
sheet-no-results = No answers could be computed when this workbook was written: { $reason }. The sheets of the scenario are complete.
sheet-question = question
sheet-answer = answer
sheet-origin = computed
sheet-worse = worse off than without a deal: { $party }
sheet-not-modelled = not modelled
sheet-package = package
sheet-changes = changes
sheet-genuine = genuine?
sheet-is-genuine = genuine
sheet-is-illusion = illusion
sheet-cannot-tell = cannot tell
sheet-claim = claim
sheet-counts = counts
sheet-remarks = remarks

## What is wrong with a workbook

cell-place = { $severity }[{ $code }] at { $cell }: { $title }

## evidence

evidence-question = What do the events say of { $party }?
evidence-impossible = No type of { $party } is possible once { $event } has happened: for each type something up to then has a likelihood of 0, or its prior is 0. Give what can happen a likelihood above 0.
evidence-no-prior = All priors of { $party } are 0, so nothing can follow from events.
evidence-leads = { $party } is most probably { $type }, with { $now }{ $band ->
        [yes] {" "}({ $range } over the ranges of the file).
       *[no] .
    }
evidence-level = No type of { $party } is more probable than every other: { $types } have { $now } each.
evidence-basis = { $count ->
        [0] No event { $dated ->
            [yes] up to { $date } counts
           *[no] counts
        }: these are the priors.
        [one] That rests on the priors and one event{ $dated ->
            [yes] {" "}up to { $date }
           *[no] {""}
        }; before it { $level ->
            [yes] no type led alone, with { $was } for the first.
           *[no] { $type } led, with { $was }.
        }
       *[other] That rests on the priors and { $count } events{ $dated ->
            [yes] {" "}up to { $date }
           *[no] {""}
        }; before them { $level ->
            [yes] no type led alone, with { $was } for the first.
           *[no] { $type } led, with { $was }.
        }
    }
evidence-later = { $count ->
        [one] One later event does not count.
       *[other] { $count } later events do not count.
    }
evidence-range = { $low } to { $high }
evidence-at-most = { $range }, at most
evidence-cut = There are too many events and types to weigh each event and to look for what would turn this.
evidence-turns = What would turn it?
evidence-turns-meaning = Nearest first, one number alone: from there on another type leads, or two are level.
evidence-turn-likelihood = if { $event } had been as likely for { $type } as { $to } instead of { $from }
evidence-turn-prior = if the prior of { $type } were { $to } instead of { $from }, the others in proportion
evidence-turn-reliability = if the reliability of { $event } were { $to } instead of { $from }
evidence-turn-noise = if the noise of { $event } were { $to } instead of { $from }
evidence-column-type = type
evidence-column-before = before
evidence-column-now = now
evidence-column-range = over the ranges
evidence-column-variant = acts as
evidence-column-event = event
evidence-column-weight = weight
evidence-column-without = without it
evidence-column-holds = holds with
evidence-column-holds-short = holds?
evidence-column-for = for
evidence-column-parting = informative step
evidence-before = before all events
evidence-none-left = none left
evidence-weight-meaning = Weight: what the event did to the odds of { $type }, in decibans; 10 are ten to one.
evidence-rules-out = rules it out
evidence-certain = nothing else left
evidence-would-lead = { $type } leads
evidence-would-level = none leads
evidence-reports = How were they known?
evidence-report = { $event }: { $how }
evidence-origin = { $events }, of one origin and so right or wrong together, as reliable as { $of }: { $how }
evidence-origin-direct = { $events }, of one origin, seen directly
evidence-channel = reliability { $reliability }, { $because ->
        [given] as the file says
        [graded] by the grade of { $source }
       *[direct] seen directly
    }; noise { $noise }{ $given ->
        [yes] {""}
       *[no] , as nothing is said
    }
evidence-no-packages = The file names no package, so nothing is said of carrying one out. Name one, or what it changes.
evidence-nothing-to-do = it changes nothing
evidence-forbidden = it is impossible: it breaks { $rules }
evidence-too-many-steps = it takes more than { $most } steps, too many to search for every type
evidence-too-many-types = there are more than { $most } types to ask for
evidence-with-whom = With whom would { $what } hold?
evidence-with-whom-all = With whom would the packages hold?
evidence-with-whom-short = With whom?
evidence-none = none
evidence-every = every type
evidence-more = `detente evidence FILE PACKAGE` tells more of one.
evidence-more-of-this = `detente evidence` with the same package tells more.
evidence-type-of = { $party } { $type }
evidence-for = { $which ->
        [all] An order of its steps holds whatever type { $party } is of
        [none] No order of its steps holds, whatever type { $party } is of
        [some] An order of its steps holds with { $party } as { $yes }, and none with { $party } as { $no }
       *[open] Of { $party } as { $open } it is not known
    }{ $others ->
        [yes] , the others as the file says.
       *[no] .
    }
evidence-chance = { $how ->
        [one] So it holds with { $now }
        [together] Over all { $count } combinations of types, taken for independent, it holds with { $now }
       *[apart] With { $party } alone in doubt, the others as the file says, it holds with { $now }
    }{ $band ->
        [yes] {" "}({ $range } over the ranges of the file).
       *[no] .
    }
evidence-chance-unknown = How probable that is cannot be said.
evidence-by-ranks = Judged by ranks alone.
evidence-type-holds = holds: { $order }{ $known ->
        [yes] ; tightest: { $point }
       *[no] {""}
    }
evidence-type-fails = no order holds{ $known ->
        [yes] ; it fails where { $point }
       *[no] {""}
    }
evidence-type-open = not known
evidence-this-order = in the order below
evidence-point = { $who }, { $state ->
        [start] at the start
       *[done] with { $done } done
    }{ $slack ->
        [even] , with just enough to lose
        [spare] , with { $by } more to lose than it takes
        [short] , with { $by } less to lose than it takes
        [never] , and no stake is enough
       *[none] {""}
    }
evidence-yes = yes
evidence-no = no
evidence-half = { $side ->
        [below] What would bring that to one half, nearest first; beyond, it is less:
       *[above] What would bring that to one half, nearest first:
    }
evidence-one-order = How far would each go?
evidence-order-file = Along the best order of the file as it stands:
evidence-order-types = Along the best order for { $types }, as none holds for the file as it stands:
evidence-order-best = No order holds for anybody. Along the one that fails least for the file as it stands:
evidence-order-steps = No order holds for anybody. Along the steps one by one:
evidence-went-all = takes { $stages ->
        [one] the one stage
        [2] both stages
       *[other] all { $stages } stages
    }
evidence-went = takes { $taken } of { $stages } stages; then { $how }{ $gains ->
        [yes] {" "}and gain by it
       *[no] {""}
    }
evidence-others = besides, after { $taken } of { $stages } stages { $how }{ $gains ->
        [yes] {" "}and gain by it
       *[no] {""}
    }
evidence-of-party = { $party }: { $text }
evidence-no-parting = All types go equally far: however many of these steps are taken, they teach nothing about { $party }.
evidence-parting = { $first ->
        [yes] { $before ->
            [0] Informative is the very first stage,
            [one] The first stage teaches nothing. Informative is
           *[other] The first { $before } stages teach nothing. Informative is
        }
       *[no] Then
    } { $steps }: { $stop } would not take it. Once it is taken, { $after }{ $known ->
        [yes] ; and the package holds with { $holds }.
       *[no] .
    }
evidence-after = { $type } has { $now }
evidence-misfit = Yet { $event } says that it was taken: what the file says of { $types } does not fit what happened.
evidence-sham = A sham counts as not taking it, so this is taught only as far as a sham is found.
assume-independence = Events count as independent given the type of the party, unless they have one origin; parties count as independent of each other.
assume-judgements = Priors, likelihoods and reliabilities are judgements of whoever wrote the file.

belief-reading = A line for each type: how probable it is after each event. Events stand in the order of their dates with the same room each, so that stretches of time are not to scale; below them what they did to the odds of the weighed type, in decibans. Bars at the right: over the ranges of the file.
belief-left-out = { $count ->
        [one] 1 more event stands in the table.
       *[other] { $count } more events stand in the table.
    }
belief-types-left-out = { $count ->
        [one] 1 less probable type has no line.
       *[other] { $count } less probable types have no line.
    }
belief-end = { $type } { $now }
belief-table = What the events say, one after the other
belief-column-after = after it
