### Tout ce que voit le lecteur des réponses de Détente, en français.
###
### Mêmes clés, mêmes sections et même ordre que dans en.ftl, où chaque message est écrit d’abord. Le
### nom d’une partie peut être masculin ou féminin, singulier ou pluriel, avec ou sans article : aucun
### verbe, aucun adjectif ne s’accorde donc avec lui, et ni « de », ni « à », ni « que » ne le précède
### (« pour », « par », « selon », « avec » conviennent). Le sujet de « veut », « refuse », « donne »
### est la ligne du fichier, non la partie. En français, zéro est singulier : [one] couvre 0 et 1 et dit
### le nombre ; là où le texte ne vaut que pour un seul, la variante est [1].
###
### Choix de termes : package = paquet ; deal = accord ; no deal = absence d’accord ; signer =
### signataire ; outside = tiers ; agent, principal = mandataire, mandant ; stands = tient ; move =
### mouvement ; gain (improvement) = gain ; deter = dissuader ; genuine = réel ; in order = dans
### l’ordre ; any weights = pour tout poids ; off = écarté ; as of = au ; hindsight = recul ; claim =
### affirmation ; view = jugement ; single point = point unique ; restates = redit ; picture = image ;
### strip = bande ; percentile = centile ; draw = tirage ; bargaining point = point de négociation ;
### workbook = classeur ; sheet = feuille.

language-tag = fr
text-direction = ltr
number-separator = {"\u202F"}
decimal-mark = ,

## Nombres, dates, listes

percent-is = { $value } %
percent-under = moins de 1 %
percent-over = plus de 99 %

month-01 = janv.
month-02 = févr.
month-03 = mars
month-04 = avr.
month-05 = mai
month-06 = juin
month-07 = juil.
month-08 = août
month-09 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.
date-day = { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
date-latest = avec le recul

list-comma = {", "}
list-semicolon = {"\u202F; "}
list-dot = {" · "}
list-changes = {"\u00A0· "}
list-arrow = {" → "}
list-sentence = {" "}
list-number = { $number }.
list-none = personne
list-and = { $first } et { $last }
list-more = { $first } et { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    }
list-times = { $what } ({ $count } fois)
list-rest = … et { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    }
list-and-rest = { $list } ; et { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    }

## Comment les choses s’appellent

line-priority = { $party } { $number }
line-rule = règle { $number }
line-ranking = classement selon { $party }
line-says = { $line } ({ $text })
line-says-off = { $text } — écarté : { $reason }

statement-wants = veut { $what }
statement-refuses = refuse { $what }
statement-gives = donne { $gives } seulement contre { $for }
statement-requires = exige { $what }
statement-forbids = interdit { $what }
statement-red-line = { $text } ; une ligne rouge
statement-ranking = son classement, donné tel quel
statement-points = évalue { $term } : { $list }{ $scale }
statement-order = évalue { $term } : { $list }, { $swing } du pire au meilleur
statement-when = évalue à { $worth } que { $what }
statement-like = évalue les choses comme { $party }
statement-once = { $text } ; obtenu une fois
value-point = { $option } { $points }
value-range = de { $low } à { $high }
value-weight = , fois { $weight }
value-share = , fois { $weight }, sur { $out }
value-out-of = { $worth } sur { $out }
value-swing = , { $swing } du pire au meilleur
value-equal = { $first } = { $second }
value-above = { $first } > { $second }

words-and = { $first } et { $second }
words-or = { $first } ou { $second }
words-not = tout sauf { $what }
words-implies = si { $first }, alors { $second }
words-iff = { $first } si et seulement si { $second }
words-group = ({ $what })
words-anything = quoi que ce soit
words-nothing = l’impossible

edit-drop = sans { $line }
edit-swap = { $party } { $first } et { $second } permutées
edit-version = { $line } en version { $version }
edit-none = le fichier tel quel

option-of-term = { $term } { $option }
package-unchanged = aucun changement
package-numbered = { $number } { $pattern } : { $label }
package-titled = { $id } : { $title }
view-of = { $package } pour { $party }

source-graded = { $id } ({ $date }, { $grade })
source-ungraded = { $id } ({ $date })
source-grade = cote { $grade }
source-quote = « { $words } »
source-cited-as = citée dans ce texte comme « { $name } »
source-not-yet-known = pas encore connue à cette date
source-later = Elle n’était pas connue à cette date ; ce qui ne repose sur rien d’autre est écarté.
source-unused = Rien dans le fichier ne la cite.
source-step = une étape

undo-days = jours
undo-weeks = semaines
undo-months = mois
undo-years = années
undo-never = irréversible
undo-unstated = non précisé

off-later = ses sources datent du { $date } ou d’après
off-not-yet = en vigueur à partir du { $date }
off-over = en vigueur jusqu’au { $date }
off-dropped = retirée par la variante

file-placeholder = FICHIER
count-huge = trop pour être comptées

## En tête et au pied de chaque réponse

head-as-of = au { $date }
head-latest = avec le recul (latest)
head-variant = Variante : { $variant }.
head-signers = Signataires, autres que dans le fichier : { $names }.
head-off = { $count ->
    [one] Écartée
   *[other] Écartées
}, { $reason } : { $lines } ({ $count ->
    [one] { $count } ligne du fichier
   *[other] { $count } lignes du fichier
})
reason-later = source plus tardive
reason-dropped = par la variante
reason-dates = hors période
reason-mixed = source plus tardive, hors période ou par la variante
foot-off = { $count ->
    [0] aucune ligne écartée
    [one] { $count } ligne écartée
   *[other] { $count } lignes écartées
}
foot-file = { $file } { $digest }
foot-redacted = noms masqués
foot-version = detente { $version }
not-modelled = Non modélisé : { $list }.

## Pourraient-ils signer ?

question-deals = Pourraient-ils signer ?
deals-some = Oui : { $deals ->
        [one] { $deals } paquet possible sur { $possible } est un accord, meilleur
       *[other] { $deals } paquets possibles sur { $possible } sont des accords, meilleurs
    } que l’absence d’accord { $signers ->
        [1] pour { $names }
        [2] à la fois pour { $names }
       *[other] pour les { $signers } signataires ({ $names })
    }.
deals-readings = C’est la lecture dans l’ordre : décide le premier souhait sur lequel un paquet et l’absence d’accord diffèrent. Restent meilleurs pour tout poids : { $sure ->
        [one] { $sure } accord
       *[other] { $sure } accords
    }, si lourd que pèse chaque souhait, pourvu qu’aucun ne pèse moins qu’un souhait suivant.
deals-none = Non : { $possible ->
        [1] le seul paquet possible n’est pas meilleur
       *[other] aucun des { $possible } paquets possibles n’est meilleur
    } que l’absence d’accord { $signers ->
        [1] pour { $names }
        [2] à la fois pour { $names }
       *[other] pour les { $signers } signataires ({ $names })
    }. { $zopa ->
        [0] Aucun n’est même acceptable, c’est-à-dire au moins aussi bon que l’absence d’accord.
        [one] { $zopa } est acceptable, c’est-à-dire au moins aussi bon que l’absence d’accord.
       *[other] { $zopa } sont acceptables, c’est-à-dire au moins aussi bons que l’absence d’accord.
    }
deals-no-signers = Personne ne signe dans ce fichier : il n’y a donc pas d’accord à examiner ; { $possible ->
        [one] { $possible } paquet est possible
       *[other] { $possible } paquets sont possibles
    }. Marquez une partie par « signs = true ».
deals-impossible = Rien n’est possible : les règles se contredisent.
deals-zopa = { $zopa ->
        [one] { $zopa } paquet est acceptable pour chaque signataire, c’est-à-dire au moins aussi bon
       *[other] { $zopa } paquets sont acceptables pour chaque signataire, c’est-à-dire au moins aussi bons
    } que l’absence d’accord (zone d’accord possible).
deals-efficient = { $efficient ->
        [one] { $efficient } paquet possible est efficace
       *[other] { $efficient } paquets possibles sont efficaces
    } au sens de Pareto (aucun autre n’est aussi bon pour chaque signataire et meilleur pour l’un d’eux) ; { $both ->
        [0] aucun d’eux n’est un accord.
        [one] { $both } d’entre eux est un accord.
       *[other] { $both } d’entre eux sont des accords.
    }

question-shared = Qui d’autre y gagne ?
column-gain = y gagnent ensemble
column-in-order = dans l’ordre
column-any-numbers = pour tout nombre
column-any-weights = pour tout poids
shared-and = … et { $names }

question-agency = À qui est cet accord ?
agency-pair = { $agent } pour { $principal }
agency-pairs = Un mandataire signe pour un mandant : { $pairs }. Paquets selon qui y gagne, les autres signataires y gagnant aussi :
agency-both = mandataires et mandants
agency-agents = mandataires seuls
agency-principals = mandants seuls

question-least = Quel est le minimum qu’ils pourraient signer ?
least-count = { $changes ->
        [0] Aucun changement
        [one] { $changes } changement
       *[other] { $changes } changements
    } ; il existe { $count ->
        [one] { $count } paquet de ce genre
       *[other] { $count } paquets de ce genre
    } :
small-sure = { $package } (pour tout poids)

question-solutions = Que désigneraient les manuels ?
solutions-empty = Rien : aucun paquet n’est acceptable pour tous.
solutions-undefined = Non définies : { $names } { $count ->
        [one] ne dit pas
       *[other] ne disent pas
    } ce que valent les choses.
solutions-wide = Non trouvées : { $line } lit { $terms } termes, trop pour un tableau de leurs combinaisons.
solutions-tangled = Non trouvées : les termes dépendent trop les uns des autres pour la mémoire permise.
solutions-scale = Égalitaire et utilitariste supposent que toutes les parties comptent sur une même échelle.
column-proof = preuve
solution-no-deal = sans accord
solution-singled-out = { $worths }, { $proof } : { $package }
solution-but = comme { $first }, mais { $options }
solution-alike = comme { $first }
solution-proved = prouvé
solution-open = à { $gap } % près
solution-ties = { $count } équivalents
solution-none-better = { $solution } : aucun paquet n’est meilleur pour tous. Peuvent gagner ensemble : { $sets }.
solution-unknown = { $solution } : pas trouvé avec l’effort permis.
solution-none = personne
frontier-found = { $exact ->
        [yes] Valeurs efficaces : { $count ->
            [one] { $count }, { $way }
           *[other] { $count }, { $way }
        }
       *[other] Valeurs efficaces trouvées, au moins : { $count ->
            [one] { $count }, { $way }
           *[other] { $count }, { $way }
        }
    } ; acceptables pour tous : { $inside }.
frontier-listed = paquet par paquet
frontier-additive = terme par terme
frontier-elimination = par des tableaux d’au plus { $terms } termes liés
frontier-trimmed = Certaines ont cédé la place : aucune valeur efficace ne donne à une partie plus de { $errors } au-dessus d’une valeur listée.
frontier-stopped = La recherche s’est arrêtée avant la fin ; du reste, rien n’est connu.
frontier-rounded = Les nombres ont trop de chiffres pour être additionnés exactement ; ils sont arrondis.
nash-alike = les quatre solutions coïncident
nash-unlike = { $names } { $count ->
        [one] diffère
       *[other] diffèrent
    }
nash-unknown = pas trouvées : { $names }
deals-readings-values = C’est au milieu de tous les intervalles. Restent meilleurs pour tous les signataires, quels que soient les nombres dans leurs intervalles : { $sure }.
deals-readings-mixed = C’est la lecture dans l’ordre, et au milieu de tous les intervalles. Restent meilleurs pour tout poids des souhaits et quels que soient les nombres : { $sure }.

zopa-count = { $count ->
        [0] Aucun des { $possible } paquets possibles n’est acceptable pour { $names }.
       *[other] Acceptables pour { $names } : { $count } des { $possible } paquets possibles.
    }
zopa-sampled = environ { $count }
zopa-often = Le plus souvent dans ce que tous acceptent : { $list }.
zopa-never = Jamais dans ce que tous acceptent : { $list }.
zopa-share = { $option } ({ $share })
zopa-apart = La distance : dans le paquet le plus clément pour le plus mal loti, quelqu’un perd encore { $loss } par rapport à l’absence d’accord : { $package }.
zopa-blocking = Ne peuvent s’entendre entre elles, alors que moins d’entre elles le pourraient : { $sets }.
zopa-opening = Si l’absence d’accord valait { $drop } de moins pour { $party }, il y aurait quelque chose à signer.
certificate-efficient = efficace : rien n’est au moins aussi bon pour tous et meilleur pour l’un
certificate-dominated = battu par { $changes } : { $gains } de plus pour { $names }
certificate-unknown = on ne sait pas si quelque chose le bat
certificate-always = { $verdict }, quels que soient les nombres
certificate-middle = { $verdict }, mais pas pour tous les nombres
certificate-worth = vaut { $worths }
certificate-gain = { $gain } ({ $party })
certificate-line = { $worths } ; { $verdict }

uncertain-zopa = Quels que soient les nombres dans leurs intervalles, { $sure } paquets sont acceptables pour tous ; pour certains des nombres, { $possible } le sont.
uncertain-draws = Sur { $draws } tirages dans les intervalles, { $empty ->
        [0] il y avait toujours quelque chose à signer
        [one] il n’y avait une fois rien à signer
       *[other] il n’y avait { $empty } fois rien à signer
    } ; l’accord de Nash du milieu était acceptable pour tous dans { $accepted }. { $moved ->
        [yes] Dans les accords de Nash ont varié : { $list }.
       *[no] L’accord de Nash était toujours le même.
    }
uncertain-unsolved = Tirages non résolus avec l’effort permis : { $count }.
break-even-first = Ce qui change d’abord l’accord de Nash : { $line } comptant { $factor } fois autant ({ $says }). Alors : { $package }.
break-even-walk = Ce qui change d’abord l’accord de Nash : { $line } comptant { $factor } fois autant ({ $says }) ; ce n’est alors plus un gain pour { $party }.

question-proposal = Que peut-on affirmer avec certitude de la proposition ?
proposal-broken = Elle est impossible : elle enfreint { $rules }.
proposal-accepted = Aucun signataire n’y perdrait.
proposal-refused = { $names } y perdraient.
question-swaps = Qu’est-ce qui serait mieux pour certains sans nuire à personne ?
proposal-swaps = Changements d’un ou deux termes : { $count } ; les premiers :
proposal-swap = { $changes } : en plus { $gains }
question-give = Qui obtient quoi par chaque terme, et combien de plus que sans accord ?
column-give = réglé ainsi

question-named = Et les paquets dont on parle ?
named-legend-numbers = + mieux que l’absence d’accord, ++ quels que soient les nombres dans leurs intervalles ; − et −− moins bien ; 0 égal.
named-legend = + mieux que l’absence d’accord, ++ aussi pour tout poids ; − et −− moins bien ; 0 égal.
named-legend-ranked = + mieux que l’absence d’accord, − moins bien ; 0 égal.
named-legend-lines = { $legend } Entre parenthèses, la ligne qui décide dans la liste de cette partie.
named-impossible = { $package } est impossible ; ce paquet enfreint : { $rules }.

mark-by-line = { $mark } ({ $line })

sign-yes = oui
sign-surely = oui, pour tout poids
sign-no = non : { $lines }
sign-same = aucun gain pour { $parties }
sign-impossible = impossible : { $rules }
sign-nobody = personne ne signe

## Réel ou illusoire ?

question-empty = Progrès réel ou illusion ?
empty-counts = { $split ->
    [illusions] Illusion : { $deals ->
            [1] le seul accord ne modifie aucune capacité
           *[other] aucun des { $deals } accords ne modifie de capacité
        } de façon visible
    [genuine] Réel : { $deals ->
            [1] le seul accord modifie
           *[other] les { $deals } accords modifient tous
        } une capacité de façon visible
   *[both] Les deux : { $genuine ->
            [one] { $genuine } accord sur { $deals } modifie
           *[other] { $genuine } accords sur { $deals } modifient
        } une capacité de façon visible ; { $illusions ->
            [one] { $illusions } ({ $percent }) est une illusion
           *[other] { $illusions } ({ $percent }) sont des illusions
        }
}{ $readings ->
    [same] .
   *[differ] {" "}(tout poids { $sure } sur { $suredeals }).
}
empty-no-deals = Il n’y a pas d’accord qui puisse être réel ou illusoire.
empty-no-capability = Le fichier ne permet pas d’en juger : il ne marque aucun terme comme capacité (kind = "capability").
empty-meaning = De façon visible : ce paquet même permet à quelqu’un de voir le changement violé ; un accord sans aucun changement de ce genre est une illusion. Le temps qu’il faut pour revenir en arrière est indiqué et n’élimine rien.
question-empty-for = Pour qui sont-ils vides ?
question-least-genuine = Quel est le minimum qui contienne quelque chose de réel ?
least-genuine-none = Aucun accord ne modifie une capacité d’une façon que quelqu’un pourrait voir.
question-empty-named = Que contiennent les paquets dont on parle ?
package-genuine = Réel : au moins un changement de capacité peut être vu.
package-illusion = Illusion : aucun changement de capacité que quiconque pourrait voir.
side-empty = Vide pour { $party } : des concessions, et en retour aucun changement de capacité que quiconque pourrait voir.
side-not-empty = Pas vide pour { $party } : en retour, un changement de capacité que quelqu’un pourrait voir.
side-gets-nothing = Rien en retour de ce qu’il appartient à d’autres de donner ; ce qui se règle ensemble compte comme donné.
side-unknown = { $party } : le fichier ne permet pas de dire si le paquet est vide de ce côté.
side-hard-value = Si l’on raye ce qui ne compte pas : { $values }.
hard-better = gain pour { $party }
hard-same = ni gain ni perte pour { $party }
hard-worse = perte pour { $party }
column-gets = en retour
column-capability = capacité ?
column-seen = vu par
column-undo = réversible en
capability-yes = oui
capability-transparency = non : transparence
capability-relief = non : allègement
capability-posture = non : posture
capability-words = non : paroles
capability-unstated = non : nature non précisée
seen-outside = tout le monde, de l’extérieur
seen-nobody = personne
seen-unstated = non précisé, donc personne
seen-inspector = les inspecteurs : { $clause }
seen-not-here = personne ; condition : { $clause }

## Qui est lésé ?

question-harm = Qui est lésé ?
harm-worst = { $party }, dans { $percent } des accords ({ $worse } sur { $deals }{ $weighted ->
        [yes]  ; { $sure } pour tout poids)
       *[no] )
    }{ $affected ->
        [yes] , sans voix au chapitre.
       *[no] .
    }
harm-none = { $deals ->
        [1] Le seul accord ne lèse aucun tiers.
       *[other] Aucun des { $deals } accords ne lèse un tiers.
    }
harm-no-deals = Il n’y a pas d’accord qui puisse léser quelqu’un.
harm-nobody-outside = Toutes les parties de ce fichier signent : il n’y a pas de tiers.
column-party = partie
column-worse = perte
column-surely = pour tout poids
column-same = égal
column-better = gain
party-signs = { $party } (signataire)
party-affected = { $party } (sans voix)
question-hurt-by = Par quoi ?
hurt-by = { $party } : perte dans { $worse ->
        [one] { $worse } accord,
       *[other] { $worse } accords,
    } avant tout par
hurt-by-line = { $count } ({ $percent }) { $line }
hurt-by-rest = { $count } par { $lines ->
        [1] une autre ligne
       *[other] { $lines } autres lignes
    }
question-hurt-named = Par lesquels des paquets dont on parle ?
question-harmless = Qu’est-ce qui ne lèse aucun tiers ?
harmless-smallest = Les plus petits accords de ce genre comptent { $changes ->
        [one] { $changes } changement
       *[other] { $changes } changements
    } ; il en existe { $count } :

## Toute question, et les affirmations

outcome-yes = oui
outcome-no = non
outcome-no-such-package = aucun paquet de ce genre
outcome-not-yet = pas encore de réponse
outcome-on = { $outcome } ({ $date })
counts-all = { $with ->
        [1] Le seul paquet visé remplit la condition.
       *[other] Les { $with } paquets visés remplissent tous la condition.
    }
counts-exceptions = { $without ->
        [one] { $without } paquet sur { $with } ne remplit pas la condition.
       *[other] { $without } paquets sur { $with } ne remplissent pas la condition.
    }
counts-none = { $with ->
        [0] Aucun paquet n’est visé.
        [one] Le seul paquet visé ne remplit pas la condition.
       *[other] Aucun des { $with } paquets visés ne remplit la condition.
    }
counts-some = { $has ->
        [one] { $has } paquet sur { $with } remplit la condition.
       *[other] { $has } paquets sur { $with } remplissent la condition.
    }
counts-such = { $with ->
        [0] Il n’existe aucun paquet de ce genre.
        [one] Il existe { $with } paquet de ce genre, sur un total de { $possible }.
       *[other] Il existe { $with } paquets de ce genre, sur un total de { $possible }.
    }
counts-such-alone = { $with ->
        [0] Il n’existe aucun paquet de ce genre.
        [one] Il existe { $with } paquet de ce genre.
       *[other] Il existe { $with } paquets de ce genre.
    }
counts-most = { $has ->
        [one] { $has } paquet sur { $with } ({ $percent }) remplit la condition.
       *[other] { $has } paquets sur { $with } ({ $percent }) remplissent la condition.
    }
counts-no-such-package = Aucun paquet possible n’est du genre visé.
counts-not-yet = Aucune méthode de cette version ne tranche « { $predicate } ».
ask-sentence = { $outcome }. { $counts }
ask-example = { $kind ->
        [counter] Contre-exemple :
       *[witness] Exemple :
    } { $package }

question-claims = Est-ce vrai ?
claims-none = Le fichier ne contient aucune affirmation.
claim-as-expected = { $outcome }, comme l’auteur s’y attend
claim-unexpected = { $outcome } ; réponse attendue par l’auteur : { $expected }
claim-date = Date de lecture : { $date }.
claim-variant = Lue dans une variante : { $variant }.
claim-restates = ne fait que redire { $lines }
claim-restates-nothing = vrai quoi que le fichier dise des préférences et des règles
claim-not-tested = on n’a pas vérifié si elle ne fait que redire les données
claims-surprise = contre toute attente : { $list }
claims-earned = { $outcome } : { $list }
claims-restating = redisent les données : { $list }
claims-open = encore sans réponse : { $list }
claim-short = { $claim } { $outcome }
claim-short-remark = { $claim } { $outcome } ({ $remark })

## Peut-on le mettre en œuvre ? En bref

section-roadmap = Peut-on le mettre en œuvre ?
roadmap-none = Aucun paquet nommé que tous les signataires acceptent ne demande plus d’une étape.
roadmap-short-order = { $what } : { $safe ->
        [0] aucun
       *[other] { $count }
    } des { $total } ordres d’étapes simples { $safe ->
        [0] ne craint
        [one] ne craint
       *[other] ne craignent
    } l’arrêt à mi-chemin.
roadmap-short-holds = { $what } tient dans son meilleur ordre ; { $asked ->
        [yes] au plus serré, { $who }, avec une marge de { $slack }.
       *[no] rien n’est demandé à personne.
    }
roadmap-short-if-automatic = { $what } ne tient dans aucun ordre, sauf si tout ce qui peut être repris se défait de soi-même.
roadmap-short-if-arranged = { $what } ne tient dans aucun ordre, sauf si les réactions à une rupture sont arrangées d’avance.
roadmap-short-none = { $what } ne tient dans aucun ordre, quoi qu’on arrange{ $known ->
        [yes] ; au mieux, { $who }, il manque { $slack }.
       *[no] .
    }
roadmap-short-undecided = { $what } : trop d’ordres pour dire si l’un tient.
label-by-ranks = par les rangs
roadmap-ranks-safe = { $safe ->
        [0] aucun
       *[other] { $count }
    } des { $total } ordres d’étapes simples { $safe ->
        [0] n’est sûr
        [one] est sûr
       *[other] sont sûrs
    } ; il faut : { $needs }

## Avec quelle certitude ?

question-robust = Avec quelle certitude ?
robust-no-lines = Le fichier n’a pas de ligne que l’on puisse changer seule.
robust-headline = { $variants ->
        [one] { $variants } variante du fichier a été essayée, avec une ligne changée.
       *[other] { $variants } variantes du fichier ont été essayées, chacune avec une ligne changée.
    } Un tel changement renverse { $claims ->
        [one] { $claims } affirmation
       *[other] { $claims } affirmations
    } sur { $claimsof } et { $views ->
        [one] { $views } jugement
       *[other] { $views } jugements
    } sur { $viewsof } portant sur des paquets nommés.
robust-meaning = Une ligne est retirée, ou change de place avec sa voisine, ou vaut dans une autre de ses versions datées. Un verdict qu’un seul changement de ce genre renverse est dit à point unique : il vaut ce que vaut cette ligne.
question-swings = Quelle ligne compte le plus ?
swing-turns = renverse { $count ->
        [one] { $count } verdict
       *[other] { $count } verdicts
    } : { $list }
swings-rest = { $count ->
        [1] Une autre variante renverse quelque chose.
       *[other] { $count } autres variantes renversent quelque chose.
    }
question-robust-claims = Les affirmations sont-elles solides ?
claim-by-hand = { $text }. Elle ne fait que redire { $lines } : cela prouve donc peu.
stands-in-all = { $value }, { $count ->
        [0] dans toutes les variantes : aucune n’y touche
        [one] dans la seule variante qui y touche
       *[other] dans les { $count } variantes qui y touchent
    }
single-point = { $value }, mais point unique ; { $count ->
        [one] { $count } variante sur { $tried } le renverse
       *[other] { $count } variantes sur { $tried } le renversent
    } : { $list }
flip-to = { $edit } ({ $value })
question-robust-views = Quels jugements sur des paquets nommés tiennent à une seule ligne ?
question-robust-stands = Quels paquets tiennent par une seule ligne ?
robust-stands = Sur { $verdicts } verdicts concernant la tenue d’un paquet selon R ou SEQ, { $turned ->
        [0] aucun ne tient à une seule ligne.
        [one] { $turned } tient à une seule ligne :
       *[other] { $turned } tiennent à une seule ligne :
    }
value-other-number = un autre nombre que { $count }
stands-better = mieux
stands-same = égal
stands-worse = moins bien
views-rest = { $count ->
        [1] Un autre jugement passe à « égal » ou en vient.
       *[other] { $count } autres jugements passent à « égal » ou en viennent.
    }
question-ranges = Jusqu’où une seule ligne peut-elle déplacer les nombres ?
column-count = à présent
column-least = au moins
column-most = au plus
range-bound = { $count } { $edit }
count-deals = accords
count-genuine = accords réels
count-illusions = illusions
count-harmless = accords qui ne lèsent aucun tiers
count-everyone = paquets où tous gagnent
question-dates = Que savait-on, et quand ?
column-both-readings = dans l’ordre / pour tout poids
cell-both = { $count } / { $sure }
date-nothing-off = rien d’écarté
date-off = écarté : { $lines }

package-on-dates = acceptable pour les signataires ? { $list }

## Avec quelle certitude ? Feuilles de route

question-robust-roadmaps = Quelles feuilles de route tiennent à une seule ligne ?
robust-roadmaps = { $turned ->
        [0] Aucun
       *[other] { $turned }
    } des verdicts sur la mise en œuvre de paquets nommés ({ $verdicts }) ne { $turned ->
        [0] tient à une seule ligne.
        [1] tient qu’à une seule ligne :
       *[other] tiennent qu’à une seule ligne :
    }
roadmap-level = { $package } { $level ->
        [worths] par les montants
       *[ranks] par les rangs
    }
roadmap-can = { $level ->
        [worths] tient
       *[ranks] un ordre sûr
    }
roadmap-cannot = { $level ->
        [worths] ne tient dans aucun ordre
       *[ranks] aucun ordre sûr
    }
robust-roadmaps-untried = Non essayés, trop nombreux ou à trop d’étapes : { $list }
question-bearings = De combien les nombres du fichier peuvent-ils bouger ?
bearing-order = { $package }, meilleur ordre, qui { $holds ->
        [yes] tient
       *[no] échoue
    } au milieu des fourchettes : { $order }
bearing-exact = Aucun nombre qui y compte n’est une fourchette.
swings-roadmaps = feuilles de route

## Pourquoi ?

why-claim = Affirmation { $claim }
why-comparison = { $package } vu par { $party }
why-moves = Selon { $concept }, { $package } tient-il ?
why-line = Ligne { $line }
why-party = { $named ->
        [yes] { $party } ({ $id })
       *[no] { $party }
    }
why-source = Source { $source }
label-says = dit
label-asks = demande
label-expects = attend
label-answer = réponse
label-note = note
label-name = nom
label-written = écrit
label-because = parce que
label-from = dès le
label-until = jusqu’au
question-turns = Qu’est-ce qui le renverse ?
question-claim-sources = Où cela a-t-il été dit ?
question-package-sources = Où cela a-t-il été proposé ?
question-views = Qui gagne, qui perd, et par quelle ligne ?
question-differences = En quoi diffère-t-il de l’absence d’accord ?
differences-meaning = Dans l’ordre, la première ligne de ce tableau décide. Pour tout poids, c’est la somme cumulée qui décide, si elle ne change jamais de signe.
column-line = ligne
column-change = changement
column-sum = somme
column-says = ce qu’elle dit
difference-gained = gagné
difference-lost = perdu
difference-stops = { $text } — la somme s’arrête ici : une ligne rouge
sums-better = La somme n’est jamais négative : mieux pour tout poids.
sums-worse = La somme n’est jamais positive : moins bien pour tout poids.
sums-open = La somme change de signe : que ce soit mieux dépend de combien les premières lignes pèsent de plus.
comparison-ranked = Le fichier donne tel quel le classement de cette partie ; il n’y a pas de lignes à comparer.
question-other-dates = Et à d’autres dates ?
view-same = { $party } : ni gain ni perte par rapport à l’absence d’accord.
view-sentence = { $party } : { $standing ->
        [better] gain
       *[worse] perte
    } par rapport à l’absence d’accord, par { $line } ({ $sure }).
reading-sure = pour tout poids
reading-ranked = selon le classement
reading-open = dans l’ordre ; d’autres poids peuvent en décider autrement
line-unsourced = sans source : jugement de l’auteur lui-même
line-version = Version { $number }{ $inforce ->
        [yes] , en vigueur
       *[no] {""}
    }
line-in-force = En vigueur à cette date.
line-off = Écartée à cette date : { $reason }.
line-decides = Comme première différence, elle décide pour { $gained ->
        [one] { $gained } accord
       *[other] { $gained } accords
    } et contre { $lost }.
line-turns = Sans elle, { $count ->
        [one] { $count } affirmation change de réponse
       *[other] { $count } affirmations changent de réponse
    } : { $claims }.
line-turns-none = Sans elle, aucune affirmation ne change de réponse.
rule-broken = Paquets nommés qui l’enfreignent : { $packages }.
rule-unbroken = Aucun paquet nommé ne l’enfreint.
question-party-lines = Que veut cette partie, du plus important au moins important ?
question-party-packages = Comment cette partie voit-elle les paquets dont on parle ?
party-roles = Son rôle : { $roles }.
party-no-deal = Sans accord, cette partie se rabat sur { $package }, et non sur le statu quo.
party-indifferent = Le fichier ne dit pas ce que veut cette partie.
party-indifferent-short = aucune préférence indiquée
party-ranking = Son classement est donné tel quel ; nombre de groupes : { $count }.
party-lines = { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }
party-values = Sans accord, cette partie a ce qui vaut { $worth } pour elle.
question-party-values = Que valent les choses pour cette partie ?
party-groups = un classement ({ $count ->
        [one] { $count } groupe
       *[other] { $count } groupes
    })
party-roles-short = { $party } : { $roles } ; { $lines }
role-signs = signataire
role-agent = mandataire pour { $principal }
role-controls = contrôle sur { $terms }
role-controls-count = { $count ->
        [one] contrôle sur { $count } terme
       *[other] contrôle sur { $count } termes
    }
role-principal = une autre partie négocie pour elle
role-affected = tiers concerné (ne signe rien, ne contrôle rien)
question-rests-on = Qu’est-ce qui repose sur elle ?
question-conflicts = Qu’est-ce qui dit autre chose ?

## Quelqu’un bougerait-il ?

question-stable = Quelqu’un bougerait-il ?
package-now = le statu quo
move-by-line = { $changes } ({ $lines })
move-by-words = { $changes }, par { $line }
move-of = { $movers } : { $changes }
stable-impossible-now = Le statu quo est lui-même impossible : personne n’en bouge ; les nombres portent sur les paquets possibles.
stable-nobody = Non : dans ce fichier, personne ne peut rien changer seul.
stable-still = Non : depuis le statu quo, personne ne gagne à bouger seul ; c’est donc un équilibre selon tous les concepts.
stable-moves = Oui : depuis le statu quo, bouger seul est un gain pour { $names }. { $held ->
        [nothing] Aucune réponse des autres ne saurait dissuader de tout cela : il ne tient selon aucun concept.
        [threats] Seules pourraient en dissuader des réponses qui coûtent peut-être à leurs auteurs ({ $concepts }).
       *[gains] Mais d’autres, en y gagnant eux-mêmes, pourraient reprendre ce gain ; cela pris en compte, il tient ({ $concepts }).
    }
stable-best = { $count ->
        [one] { $count } gain :
       *[other] { $count } gains, dont le meilleur :
    } { $step }
question-rest = Où cela finirait-il ?
rest-intro = Si chacun à son tour fait seul son meilleur mouvement ({ $order } ; à égalité, le moins de changements) :
rest-at-once = Personne ne bouge : tout reste en place.
rest-ends = Là, plus rien ne bouge : { $package }, { $stands ->
        [all] un équilibre selon tous les concepts.
        [none] qui n’est un équilibre selon aucun concept.
       *[some] un équilibre selon { $concepts }.
    }
rest-circle = Aucun repos : à partir du mouvement { $from }, ces mouvements tournent en rond sans fin.
rest-cut = Aucun repos après { $count ->
        [one] { $count } mouvement
       *[other] { $count } mouvements
    } ; la suite n’a pas été explorée.
orders-same = { $all ->
        [yes] Les { $tried } ordres de tour finissent tous là.
       *[no] Les { $tried } ordres de tour essayés (chaque partie commence une fois) finissent tous là.
    }
orders-differ = Sur { $tried } ordres de tour{ $all ->
        [yes] {""}
       *[no] {" "}essayés (chaque partie commence une fois)
    }, { $list }.
orders-end = { $count ->
        [one] { $count } finit
       *[other] { $count } finissent
    } sur { $package }
orders-here = { $count ->
        [one] { $count } finit
       *[other] { $count } finissent
    } là
orders-circle = { $count ->
        [one] { $count } tourne
       *[other] { $count } tournent
    } en rond sans fin
orders-elsewhere = { $count } ailleurs
question-stand = Combien tiennent ?
row-equilibria = équilibres
row-of-all = part des paquets
row-by-gains = atteints par gains seuls
row-stable-for = stables pour { $party }
concept-r = Personne ne gagne à bouger seul.
concept-sseq = Comme SEQ, et aucun autre mouvement de qui a gagné n’y remédierait ensuite.
concept-seq = Les autres pourraient reprendre tout gain, en gagnant à chacun de leurs mouvements.
concept-smr = Comme GMR, et aucun autre mouvement de qui a gagné n’y remédierait ensuite.
concept-gmr = Les autres pourraient reprendre tout gain, même à leurs dépens.
stand-meaning = Un paquet tient, c’est-à-dire est un équilibre, s’il est stable pour tous ceux qui peuvent bouger.
stand-gmr = GMR prend toute réponse pour une menace, quoi qu’elle coûte à ses auteurs, et laisse ainsi tenir { $percent } des paquets : il nous apprend peu ici.
question-near = Lesquels sont proches ?
near-none = Aucun paquet ne tient selon R : quoi que l’on convienne, quelqu’un gagne à bouger seul.
near-listed = { $concept }, d’abord le moins de changements{ $place ->
        [first] {""}
       *[later] , hormis ceux ci-dessus
    }{ $first ->
        [none]  ; depuis le statu quo, aucun n’est atteint par gains seuls :
        [unknown]  :
        [0]  ; le statu quo en est un :
        [one]  ; { $first } gain mène au premier :
       *[other]  ; { $first } gains mènent au premier :
    }
near-way = { $package } ({ $way })
near-gains = { $count ->
        [one] { $count } gain :
       *[other] { $count } gains :
    } { $movers }
near-moves = pas par gains seuls : { $movers }
near-unreachable = aucun mouvement n’y mène
near-named = Paquets nommés qui tiennent : { $list }.
near-named-none = Aucun des paquets nommés ne tient, selon quelque concept que ce soit.
near-named-some = { $packages } (selon { $concepts })
dot-left-out = { $count ->
        [one] { $count } paquet laissé de côté
       *[other] { $count } paquets laissés de côté
    }
concepts-all = tous les concepts
position-stands = { $package } tient selon { $concepts }
position-falls = { $package } ne tient selon aucun concept
position-impossible = { $package } est impossible
column-gains = gains
column-best = le meilleur
column-to-pass = à dépasser
column-stable-under = stable selon
cell-none = aucun
to-pass-meaning = À dépasser : combien de paquets passeraient derrière celui-ci dans l’ordre de cette partie pour qu’il tienne selon R.
question-positions = Comment tient-il ?
positions-meaning = Selon quoi chacun tient ; combien de mouvements faits seul sont un gain, pour qui, et le meilleur d’entre eux :
position-line = { $package } : { $stands ->
        [yes] { $concepts }
       *[no] aucun concept
    }. { $gains ->
        [yes] { $list }.
       *[no] Personne n’y gagne seul.
    }
position-gain = { $count } pour { $party } : { $step }
position-content = Aucun gain seul : { $names }.
positions-more = Plus de détails sur chacun : detente stable { $file } --package NOM
coalition-of = { $members } ({ $all ->
        [yes] tous
       *[no] { $count }
    })
coalition-short = { $members } { $count }, au plus près { $package }{ $held ->
        [no] {""}
       *[yes] {" "}(dissuasion selon { $concepts })
    }
now-joint = { $stands }. Gains conjoints : { $list }.
coalitions-named = Qui pourrait les quitter par un gain conjoint, pour tous ceux qui bougent : { $list }.
coalitions-and-rest = { $list } ; et { $count ->
        [1] une autre coalition
       *[other] { $count } autres coalitions
    }
joint-meaning = Gains conjoints, pour tous ceux qui bougent ensemble :
question-sure-path = Est-ce bien sûr ?
sure-same = Même fin { $dates }.
sure-differs = Autre fin { $date } : { $package }.
sure-no-hindsight = Nul besoin de recul pour le voir.
sure-of-hindsight = Ce chemin dépend donc du recul : personne ne pouvait alors le connaître.
sure-other-hindsight = Cette autre fin ne se voit qu’avec le recul.
sure-impossible = nulle part, car le statu quo est impossible
sure-circle = en rond, sans fin
sure-cut = aucune fin trouvée
sure-turns = { $count ->
        [0] { $tried ->
            [1] Le seul changement d’une ligne qui y touche ne mène pas ailleurs.
           *[other] Aucun des { $tried } changements d’une ligne du fichier ne mène ailleurs.
        }
        [one] { $count } changement d’une ligne du fichier sur { $tried } mène ailleurs :
       *[other] { $count } changements d’une ligne du fichier sur { $tried } mènent ailleurs :
    }
sure-turn = { $edits } : { $package }
sure-turns-rest = … et { $count ->
        [1] un autre ailleurs
       *[other] { $count } autres ailleurs
    }
sure-firm = { $stands ->
        [yes] Que le statu quo tienne selon { $concepts },
       *[no] Que le statu quo ne tienne pas selon { $concepts },
    } aucun d’eux ne le renverse.
sure-verdict = { $package } : { $text }.
package-under = { $package } selon { $concept }
value-stands = tient
value-falls = ne tient pas
question-inverse = Que faudrait-il ?
inverse-if = { $package } tiendrait selon { $concept } à condition d’être { $list }.
inverse-raise = classé par { $party } à égalité avec { $package } (contre { $line } ; paquets dépassés : { $overtakes })
inverse-raise-unsaid = classé par { $party } à égalité avec { $package } (paquets dépassés : { $overtakes })
question-narrate = Pourquoi tient-il, ou ne tient-il pas ?
narrate-content = Selon { $concepts }, { $package } est stable pour { $party } : aucun mouvement n’y est un gain.
narrate-verdict = Selon { $concepts }, { $package } { $stable ->
        [yes] est stable
       *[no] n’est pas stable
    } pour { $party }.
narrate-tempting = { $count ->
        [1] Le seul mouvement qui soit un gain :
       *[other] Le plus tentant des { $count } mouvements qui sont un gain :
    } { $step }.
narrate-free = { $kind ->
        [alone] { $count ->
            [one] { $count } mouvement est un gain :
           *[other] { $count } mouvements sont un gain, avant tout :
        }
        [all] { $count ->
            [one] { $count } mouvement est un gain, et rien n’en dissuade :
           *[other] { $count } mouvements sont un gain, et rien ne dissuade d’aucun, moins encore de celui-ci :
        }
       *[some] { $count } mouvements sont un gain, et rien ne dissuade de { $free } d’entre eux, moins encore de celui-ci :
    } { $step }.
narrate-answer = Les autres pourraient alors répondre, { $cost ->
        [gain] chacun gagnant à son propre mouvement :
       *[any] quoi qu’il leur en coûte :
    } { $moves }.
narrate-no-answer = { $cost ->
        [gain] Aucune réponse à laquelle les autres gagnent
       *[any] Aucune réponse des autres, quoi qu’il leur en coûte,
    } n’en reprendrait rien.
narrate-counter = Pour { $party }, il resterait encore : { $changes }.
narrate-still-better = Même ainsi, la situation serait meilleure qu’avant pour { $party }.
narrate-level = La situation ne serait alors pas meilleure qu’avant pour { $party }.
narrate-worse = La situation serait alors pire qu’avant pour { $party }.
narrate-just = Cette stabilité ne tient qu’à un rien.
narrate-margin = Marge : { $ranks ->
        [one] { $ranks } rang
       *[other] { $ranks } rangs
    } dans le classement selon { $party }.
narrate-short = Il s’en faut de { $ranks ->
        [one] { $ranks } rang
       *[other] { $ranks } rangs
    } dans le classement selon { $party }.

## Peut-on le mettre en œuvre ?

question-order = Dans quel ordre d’étapes peut-on le mettre en œuvre ?
question-hold = Tiendrait-il, étape par étape ?
question-steps = Les étapes
question-safe-orders = Ordres sûrs
question-order-fails = Où les ordres d’étapes simples échouent d’abord
question-stages = Pas à pas
order-no-packages = Le fichier ne nomme aucun paquet. Dites ce qui est à mettre en œuvre : les changements, tels que `tests = written`.
order-nothing = { $what } ne change rien : il n’y a rien à mettre en œuvre.
order-impossible = { $what } est impossible : contraire à { $rules }.
order-impossible-short = interdit
order-single = { $what } demande { $steps ->
        [one] { $steps } étape
       *[other] { $steps } étapes
    }. Sur { $total } ordres un à un, { $quit } résistent à l’abandon, et { $safe ->
        [0] aucun
       *[other] { $count }
    } ne { $safe ->
        [one] laisse
       *[other] laissent
    } aucun signataire exposé.
order-bundled = Avec exactement les lots du fichier, { $safe ->
        [0] aucun
       *[other] { $count }
    } sur { $total } ordres { $safe ->
        [one] est sûr
       *[other] sont sûrs
    } ; si des étapes peuvent aussi être prises seules, { $mixed }.
order-too-many-steps = plus de { $most } étapes
order-too-much = { $steps } étapes prendraient { $bytes } Mio, plus que les { $limit } Mio permis
column-steps = étapes
column-orders = ordres
column-safe = sûrs
column-needs = ce que demande un ordre sûr
column-stages = phases
column-quit-proof = sans abandon
stages-single = étapes simples
stages-bundled = exactement les lots
stages-mixed = lots et étapes simples
stages-any = toute phase d’au plus { $largest } étapes
order-needs-nothing = rien : des étapes simples suffisent
order-needs-bundle = au même moment : { $steps }
order-needs-bundles = plusieurs lots d’au plus { $size } étapes
order-needs-more = aucun lot n’aide
order-smallest = { $count ->
        [1] Le plus petit lot qui suffit a { $size } étapes :
       *[other] Les plus petits lots qui suffisent ont { $size } étapes ; il y en a { $count }, chacun à lui seul :
    }
order-least-stage = Aucun lot seul ne suffit. Avec plusieurs, il faut des phases d’au plus { $size } étapes :
order-no-bundle = Aucun lot n’aide, quoi que l’on prenne ensemble : la fin elle-même, ou le début, n’est pas sûre.
step-by-nobody = personne
step-auto = défaite d’elle-même en cas de rupture
step-after = après { $steps }
bundle-together = { $bundle }, au même moment : { $steps }
bundle-escrow = { $bundle }, sous séquestre : { $steps }
order-at-start = au départ
order-fails = { $count ->
        [one] { $count } ordre
       *[other] { $orders } ordres
    }{ $state ->
        [start] {" "}au départ
       *[done] , une fois fait { $done }
    } : { $why }
order-fails-rest = … et dans { $count ->
        [one] { $count } autre état
       *[other] { $count } autres états
    }
fault-impossible = une règle interdit ce qui est atteint : { $rules }
fault-quit = mieux vaut s’arrêter ici que finir, pour { $party }{ $known ->
        [yes] , par { $line }
       *[no] {""}
    }
fault-exposed = une rupture laisse { $party } sous l’absence d’accord{ $known ->
        [yes] , par { $line }
       *[no] {""}
    }
fault-hurt = tiers : { $party } sous l’absence d’accord{ $known ->
        [yes] , par { $line }
       *[no] {""}
    }
audit-safe = { $what } dans cet ordre est sûr { $stages ->
        [one] à sa phase ({ $stages })
       *[other] à toutes ses { $stages } phases
    } : il ne vaut mieux s’arrêter pour personne, et une rupture ne laisse aucun signataire sous l’absence d’accord.
audit-fails = { $what } dans cet ordre échoue{ $state ->
        [start] {" "}au départ
       *[done] , une fois fait { $done }
    } : { $why }.
stage-start = au départ
stage-number = phase { $number }
stage-nothing = rien n’est fait

## Où en est-on après la signature ?

question-status = Où en est-on ?
question-happened = Ce qui s’est passé
question-breach = Ce que donne la violation
question-here = { $resumed ->
        [yes] Si l’on reprenait : qui gagnerait à partir ?
       *[no] Qui gagne à partir maintenant ?
    }
question-next = Que peut-il venir ensuite ?
question-inspections = Quelles inspections attendent ?
status-verdict = Au { $date }, { $done ->
        [0] aucune
       *[other] { $done }
    } de { $total ->
        [one] { $total } étape
       *[other] { $total } étapes
    } { $done ->
        [0] n’est en vigueur
        [1] est en vigueur
       *[other] sont en vigueur
    } ; { $inspections ->
        [0] aucune inspection n’attend
        [1] { $inspections } inspection attend
       *[other] { $inspections } inspections attendent
    }, { $overdue ->
        [0] rien n’est en retard
        [1] { $overdue } étape est en retard
       *[other] { $overdue } étapes sont en retard
    }.
status-breached = Le { $date }, { $how ->
        [sham] { $step } s’est révélé un simulacre
       *[undone] { $step } a été repris
    }{ $who ->
        [0] {""}
        [1] {"\u202F"}: une violation par { $by }
       *[other] {"\u202F"}: une violation par l’un de { $by }
    }.
status-leaves-nobody = { $resumed ->
        [yes] Si l’on reprenait d’ici, partir ne rapporterait à personne.
       *[no] Partir maintenant ne rapporte à personne.
    }
status-leaves = { $resumed ->
        [yes] Si l’on reprenait d’ici, partir rapporterait, pour { $parties }.
       *[no] Partir maintenant rapporterait, pour { $parties }.
    }
status-leaves-perhaps = Dans les fourchettes du fichier, cela se pourrait pour { $parties }.
ranks-safe = il ne vaut mieux s’arrêter ici pour personne, et une rupture ne laisse aucun signataire sous l’absence d’accord
status-ranks = Par les rangs, { $what }.
status-package-only = { $what }, le seul paquet qui ait toutes les étapes dont parlent les événements
status-package-fewest = { $what }, des paquets qui ont toutes les étapes dont parlent les événements celui qui en a le moins ; les autres : { $others }
status-last-event = { $date }, date du dernier événement sur une étape
status-unnamed = n’est pas une étape du fichier, aucun événement ne peut en parler
status-nothing = Rien encore.
status-later = { $count ->
        [one] { $count } événement ultérieur n’est pas pris en compte.
       *[other] { $count } événements ultérieurs ne sont pas pris en compte.
    }
status-event = { $says } : { $step } { $standing }{ $known ->
        [yes] {" "}({ $sources })
       *[no] {""}
    }
status-event-elsewhere = { $says } : { $step } n’est pas une étape de ce paquet{ $known ->
        [yes] {" "}({ $sources })
       *[no] {""}
    }
status-event-only = { $says }{ $known ->
        [yes] {" "}({ $sources })
       *[no] {""}
    }
status-early = avant { $steps }, qui était à prendre d’abord
status-survival = le jeu honnête a échappé jusqu’ici à une fausse alerte avec la probabilité { $past }, et y échappe jusqu’à la fin avec { $ahead }
status-stake = { $stake } à perdre
status-gains = partir maintenant rapporte { $by }
status-gains-perhaps = au bas des fourchettes, partir rapporterait
status-returns = peut encore revenir en arrière sans perte
status-tested = { $how ->
        [refuse] refuser { $steps }
        [sham] feindre { $steps }
       *[revoke] reprendre { $steps }
    } { $verdict ->
        [holds] ne rapporte pas, marge { $slack }
        [middle] ne rapporte pas au milieu des fourchettes, marge { $slack }
        [never] rapporte : { $slack }
       *[fails] rapporte, marge { $slack }
    }
status-inspect = en vigueur depuis le { $since }, soit { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }, et pas encore constaté en ordre
status-ways = Pas à pas, { $total ->
        [one] il y a { $total } suite
       *[other] il y a { $total } suites
    } ; { $safe ->
        [0] aucune n’est sûre
        [1] { $count } est sûre
       *[other] { $count } sont sûres
    } par les rangs.
status-ways-mixed = Avec les lots du fichier, il y en a { $total } ; { $safe ->
        [0] aucune n’est sûre
        [1] { $count } est sûre
       *[other] { $count } sont sûres
    }.
status-way-holds = Une suite tient : la partie la plus tentée de partir a { $slack } de plus à perdre qu’il ne faut.
status-way-automatic = Une suite ne tient que si tout ce qui peut être repris l’est de soi-même en cas de rupture.
status-way-arranged = Une suite ne tient qu’avec des réactions arrangées d’avance pour chaque partie qui peut rompre.
status-way-none = Aucune suite ne tient, quelles que soient les réactions arrangées à une rupture.
status-way-undecided = On ne sait si une suite tient : trop d’étapes pour les essayer toutes.
status-way-count = { $capped ->
        [yes] Plus de { $count } suites tiennent.
       *[no] Suites qui tiennent : { $count }.
    }
standing-open = à faire
standing-done = fait
standing-inspected = constaté en ordre
standing-failed = simulacre
standing-undone = repris
due-late = { $days ->
        [one] { $days } jour de retard
       *[other] { $days } jours de retard
    }
due-over = attendu le { $date }, { $days ->
        [one] { $days } jour de retard
       *[other] { $days } jours de retard
    }
due-in = { $next ->
        [yes] prochaine échéance
       *[no] échéance
    } le { $date }, { $days ->
        [0] aujourd’hui
        [1] dans { $days } jour
       *[other] dans { $days } jours
    }
label-deal = accord
label-day = date
label-ranks = par les rangs
label-worths = par les valeurs
label-alarms = fausses alertes
label-ways = suites
label-ways-fail = échouent d’abord
label-way-on = meilleure suite
label-way-fails = la moins fragile
label-falls = de soi-même
label-reaction = réponse
breach-automatic = { $steps } se déferait
breach-answer = reprendre { $step } rapporterait{ $lag ->
        [0] {""}
        [1] , après { $lag } période
       *[other] , après { $lag } périodes
    }, pour { $parties }
breach-party = { $change ->
        [loses] perd { $by } par rapport à l’honnêteté jusqu’au bout
        [same] ne perd rien
       *[gains] gagne { $by } sur l’honnêteté jusqu’au bout
    } ; finit { $left } { $side ->
        [below] sous
       *[above] au-dessus de
    } ce que serait n’avoir jamais commencé
breach-since = { $step } { $standing }, aux mains de { $by }
next-bundle = au même moment : { $steps }
next-safe = sûr par les rangs
next-fault = pas sûr par les rangs : { $why }
next-check = pour { $party }, { $check }
number-spread = { $middle } ({ $low } à { $high })

## Et selon ce que valent les choses ?

question-worths = Et selon ce que valent les choses ?
question-ranks = Selon les seules priorités
worths-unvalued = Rien n’est dit des simulacres ni des montants : pas de valeurs pour { $party }.
worths-together = Rien n’est dit des simulacres ni des montants : ce que vaut { $line } dépend de plusieurs étapes ensemble.
worths-nobody = Rien n’est dit des montants : personne ne peut prendre l’étape { $step }.
worths-undiscounted = Rien n’est dit des montants : un délai compte, et il n’y a pas de `discount` pour { $party }.
worths-refused = Rien n’est dit des montants : trop d’étapes, ou des lots avec trop de simulacres.
worths-rounded = Des valeurs ont été arrondies pour tenir dans des nombres entiers.
worths-given-holds = { $what } tient dans cet ordre : la partie la plus tentée de partir a { $slack } de plus à perdre qu’il ne faut.
worths-given-fails = { $what } ne tient pas dans cet ordre : à la partie la plus tentée de partir il reste { $slack }.
worths-holds = { $given ->
        [yes] Dans le meilleur ordre, il reste { $slack }.
       *[no] { $what } tient : dans le meilleur ordre, la partie la plus tentée de partir a { $slack } de plus à perdre qu’il ne faut.
    }
worths-if-automatic = { $what } ne tient que si tout ce qui peut être repris l’est de soi-même en cas de rupture.
worths-if-arranged = { $what } ne tient qu’avec des réactions arrangées d’avance pour chaque partie qui peut rompre.
worths-none = { $what } ne tient dans aucun ordre, quelles que soient les réactions arrangées à une rupture.
worths-undecided = On ne sait si { $what } tient : trop d’étapes pour essayer tous les ordres.
worths-count = { $capped ->
        [yes] Plus de { $count } ordres tiennent.
       *[no] Ordres qui tiennent : { $count }.
    }
worths-order = L’ordre serait { $order }.
slack-never = aucun enjeu ne suffit
slack-free = rien n’est demandé
need-never = plus que tout enjeu
detection-never = plus que le possible
question-plan = Le plan, phase par phase
question-order-asked = Cet ordre, phase par phase
question-least-bad = L’ordre le moins fragile, phase par phase
stage-step = { $step }, par { $by }
stage-breaks = ici il se rompt : { $check }
label-tightest = ce qui limite
label-no-return = sans retour
label-reactions = réactions
worths-reactions = reste { $believed } avec des réactions crédibles à une rupture ; { $automatic } si tout ce qui peut être repris se défait de soi-même
worths-leaving = { $how ->
        [refuse] refuser { $steps }
        [sham] feindre { $steps }
       *[revoke] reprendre { $steps }
    } tente { $party }
worths-check = { $who } ; il y a { $stake } à perdre et il faut { $need }{ $known ->
        [yes] , reste { $slack }
       *[no] {""}
    }
place-start = au départ
place-before = avant la phase { $stage }
place-after = après la phase { $stage }
place-end = une fois tout fait
worths-no-return = après { $stage }, partir coûte toujours plus que n’avoir jamais commencé, pour { $party }
worths-needs = { $bundled ->
        [yes] { $step } : feindre
       *[no] feindre
    } épargnerait { $cost }, pour { $party } ; il faut une détection de { $needed }{ $band ->
        [yes] {" "}({ $low } à { $high } selon les fourchettes)
       *[no] {""}
    }, et il y a { $has }{ $enough ->
        [yes] , ce qui suffit
       *[no] , ce qui ne suffit pas
    }
worths-wait = ce le serait si la phase suivante attendait { $periods ->
        [one] { $periods } période
       *[other] { $periods } périodes
    }
inspection-plan = { $items ->
        [one] { $items } objet
       *[other] { $items } objets
    } en { $rounds ->
        [one] { $rounds } tournée
       *[other] chacune des { $rounds } tournées
    } pour un coût de { $cost }, détection { $detection }
inspection-sure = suffit quels que soient les nombres dans leurs fourchettes : { $plan }
inspection-middle = suffit au milieu des fourchettes, non à leurs bouts : { $plan }
inspection-short = aucune inspection permise par le fichier ne suffit ; la meilleure : { $plan }
inspection-none = aucune détection ne suffirait
inspection-budget = pour le budget : { $plan }
question-watched = Une fois en vigueur
watched-tempts = { $tempted ->
        [yes] Revenir dessus en secret rapporterait { $gain } tant que nul ne le voit, et coûterait { $loss } une fois découvert, pour { $party }.
       *[no] Revenir dessus en secret ne rapporterait rien au milieu des fourchettes, pour { $party }.
    }
watched-never = aucun nombre
watched-visits = { $enough ->
        [yes] Tirées en secret, il suffit de { $needed ->
            [one] { $needed } visite
           *[other] { $needed } visites
        } en { $periods } périodes pour en dissuader
       *[no] Même une visite dans chacune des { $periods } périodes n’en dissuade pas
    }{ $band ->
        [yes] {" "}({ $low } à { $high } selon les fourchettes).
       *[no] .
    }
watched-observed = Si l’on peut les compter, il en faut { $needed ->
        [one] { $needed }
       *[other] { $needed }, toutes
    }.
watched-given = Avec { $visits ->
        [one] { $visits } visite
       *[other] { $visits } visites
    } { $deters ->
        [yes] la dissuasion suffit si les dates sont secrètes
       *[no] une violation rapporte encore { $hidden } si les dates sont secrètes
    }{ $known ->
        [yes] {" "}et rapporte { $observed } si l’on voit combien il en reste.
       *[no] .
    }
watched-first = Là où chaque visite se voit, regarder dans la première période avec la probabilité { $part }, l’annoncer et s’y tenir.
watched-site = { $site } à { $part }
watched-teams = Pour en dissuader sur chaque site il faut { $teams } équipes à la fois : { $sites }{ $known ->
        [same] .
        [yes] {" "}; { $sure } quels que soient les nombres dans leurs fourchettes.
       *[no] {" "}; selon les fourchettes, aucun nombre n’y suffit à coup sûr.
    }
watched-no-teams = Aucun nombre d’équipes n’en dissuade sur chaque site.
watched-teams-given = Ce qu’il y a, { $teams } à la fois, se répartit au mieux ainsi : { $sites } ; { $deters ->
        [yes] cela dissuade.
       *[no] la meilleure violation rapporte encore { $height }.
    }
question-clock = Avec l’horloge
clock-verdict = { $periods ->
        [one] Il y faut { $periods } période
       *[other] Il y faut { $periods } périodes
    }{ $named ->
        [yes] {" "}(une période : { $period }).
       *[no] .
    } { $holds ->
        [yes] { $same ->
            [yes] Avec ce que comptent les périodes à venir et les fausses alertes, il tient encore.
           *[no] Avec ce que comptent les périodes à venir et les fausses alertes, il tient malgré tout.
        }
       *[no] { $same ->
            [yes] Avec ce que comptent les périodes à venir et les fausses alertes, il ne tient pas non plus.
           *[no] Avec ce que comptent les périodes à venir et les fausses alertes, il ne tient pas.
        }
    }
clock-tightest = Ce qui limite alors, { $place } : { $check }.
clock-survival = Qu’aucune étape honnête ne passe pour un simulacre a la probabilité { $part }.
clock-instead = Dans cet ordre il tient aussi avec l’horloge : { $order }.
clock-none = Aucun ordre ne tient avec l’horloge.
clock-undecided = On ne sait si un autre ordre tient avec l’horloge.
clock-covert = feindre { $steps } rapporterait { $gain } en moyenne, pour { $party } : { $kept } si rien n’est découvert{ $found ->
        [yes] , contre { $lost } à perdre une fois découvert
       *[no] {""}
    }
question-doubts = Jusqu’où les nombres peuvent bouger
doubts-count = { $count ->
        [1] Un nombre qui compte ici est une fourchette
       *[other] { $count } nombres qui comptent ici sont des fourchettes
    } ; { $turning ->
        [0] aucun ne renverse le verdict à lui seul.
        [1] un seul renverse le verdict à lui seul.
       *[other] { $turning } renversent le verdict à eux seuls.
    }
doubts-together = { $other ->
        [yes] { $holds ->
            [yes] Ensemble ils le peuvent : aux pires bouts trouvés il reste { $slack }.
           *[no] Ensemble ils le peuvent : aux meilleurs bouts trouvés il tient, et il reste { $slack }.
        }
       *[no] { $holds ->
            [yes] Ensemble non plus, autant qu’on ait trouvé : aux pires bouts il reste { $slack }.
           *[no] Ensemble non plus, autant qu’on ait trouvé : aux meilleurs bouts il reste { $slack }.
        }
    }
doubts-check = Ce qui limite alors, { $place } : { $check }.
doubts-turn = { $what } ({ $low } à { $high }) : { $side ->
        [above] au-dessus
       *[below] au-dessous
    } de { $at } il { $holds ->
        [yes] ne tient plus
       *[no] tient
    }
doubts-more = { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
input-once = ce que { $step } rapporte une fois, pour { $party }
input-lasting = ce que vaut { $step } en vigueur, pour { $party }
input-detection = la détection de { $step }
input-reversal = la part de { $step } que l’on peut reprendre
input-discount = ce que compte la période suivante, pour { $party }
question-stress = Quel revirement le rompt
worths-stress = { $party } : { $step } de { $by } { $way ->
        [more] plus
       *[less] moins
    } de valeur
stress-breaks = alors, { $place }, { $who }
question-none = Pourquoi aucun ordre ne tient
question-none-believed = Pourquoi aucun ordre ne tient avec des réactions crédibles
cut-count = on parvient à { $states ->
        [1] un seul état
       *[other] { $states } états
    }, d’où { $exits ->
        [1] la seule suite échoue
       *[other] les { $exits } suites échouent
    } ; les plus proches du but :
cut-exit = { $state ->
        [start] au départ
       *[done] une fois fait { $done }
    }, { $who }{ $known ->
        [yes] {" "}; il manque { $by }
       *[no] {""}
    }
failing-conflict = { $count ->
        [1] ceci seul empêche tout ordre : { $asked }
       *[other] tout ceci ensemble est impossible, et sans l’une de ces exigences un ordre tient : { $asked }
    }
conflict-asked = { $how ->
        [take] prendre { $steps }
        [honest] ne pas feindre { $steps }
       *[keep] maintenir { $steps }
    } ({ $party })
question-repairs = Ce qui ferait tenir un ordre
repair-none = Rien de ce qui a été essayé : une caution, l’inspection, le séquestre, une étape que l’on peut reprendre, des paiements, une étape en parts.
repair-bond = une caution de { $sum } de chacun : { $order }
repair-detection = { $step } à { $detection }{ $how ->
        [enough] {" "}({ $plan })
        [short] {" "}(plus que le fichier ne permet ; la meilleure : { $plan })
       *[unknown] {""}
    }
repair-inspection = plus de détection, { $more } : { $order }
repair-escrow = { $count ->
        [one] { $count } échange sous séquestre
       *[other] { $count } échanges sous séquestre
    } : { $order }
repair-automatic = { $step } se défait d’elle-même : { $order }
repair-reversal = { $part } de { $step } peut être repris : { $order }
repair-transfers = des paiements de { $total } en tout, tenus par un tiers ({ $paid }) : { $order }
transfer-after = après { $steps } { $paid }
transfer-paid = { $way ->
        [gets] { $sum } à recevoir
       *[pays] { $sum } à payer
    } pour { $party }
repair-parts = { $step } en { $parts } parts égales : { $order }
repair-part = { $step } en part { $part }/{ $parts }
certificate-surplus = l’accord entier vaut { $by } de trop peu, pour { $party }
certificate-end = une fois tout fait, { $party } reprend { $step } : il manque { $by }
certificate-never = { $step } n’inspire jamais confiance : trop peu à perdre, toujours, pour { $party }
certificate-circle = chacune de celles-ci ne peut venir qu’avant la suivante : { $steps }
question-so = Donc
so-nothing = Aucun ordre ne peut être jugé : une étape n’inspire jamais confiance.
so-free = Le plan est { $order } ; rien n’est demandé à personne.
so-plan = Le plan est { $order }.
so-inspect = Il est inspecté ainsi : { $steps }.
so-inspection = { $step } : { $plan }
so-binds = Ce qui limite est { $steps }, pour { $party } : il reste { $slack }.
so-clock = Avec l’horloge il échoue, voir plus haut.
so-none = Aucun plan ne suffit dans l’état du fichier.
so-not-this = Cet ordre ne suffit pas, mais d’autres suffisent.
so-binds-short = Ce qui limite est { $steps }, pour { $party }.
so-inspection-mends = { $known ->
        [yes] L’inspection en donnerait un : { $more }.
       *[no] Une détection en donnerait un, pour laquelle le fichier n’a pas d’inspection : { $more }.
    }
so-mends-step = Il en tiendrait un si { $step } pouvait être repris davantage.
so-mends-bond = Il en tiendrait un avec une caution de { $sum } de chacun.

## L’écran

screen-deals = POURRAIENT-ILS SIGNER ?
screen-empty = RÉEL OU ILLUSOIRE ?
screen-named = ET LES PAQUETS NOMMÉS ?
screen-harm = QUI EST LÉSÉ ?
screen-stable = BOUGERAIT-ON ?
screen-carried-out = RÉALISABLE ?
screen-robust = QUELLE CERTITUDE ?
screen-claims = AFFIRMATIONS
analyze-counts = { $parties ->
        [one] { $parties } partie
       *[other] { $parties } parties
    }, { $signers ->
        [0] dont aucune ne signe
        [one] dont { $signers } signe
       *[other] dont { $signers } signent
    } ; { $terms ->
        [one] { $terms } terme
       *[other] { $terms } termes
    } à régler ; { $possible ->
        [one] { $possible } paquet possible
       *[other] { $possible } paquets possibles
    }
label-text = { $label } : { $text }
label-others = qui d’autre y gagne
label-smallest = plus petits accords
label-genuine = plus petits réels
label-any-numbers = pour tout nombre
label-any-weights = pour tout poids
label-nash = solution de Nash
label-most-often = le plus souvent par
label-also-hurt = autres perdants
label-harmless = ne lèse aucun tiers
label-takes = ce qu’il faut
label-range = nombre d’accords
screen-any-numbers = dont { $sure } quels que soient les nombres dans leurs intervalles
screen-any-weights = dont { $sure } même si des souhaits moindres se cumulent
screen-shared = { $place ->
        [first] avec { $names } { $deals } (tout poids { $sure })
       *[later] et { $names } { $deals } ({ $sure })
    }
screen-smallest = { $changes ->
        [0] aucun changement
        [one] { $changes } changement
       *[other] { $changes } changements
    }{ $sort ->
        [illusions] , rien que des illusions :
       *[any]  :
    } { $list }
label-equilibria = équilibres
screen-moves = { $end ->
        [circle] Oui : { $path } ; et ainsi de suite sans fin
        [on] Oui : { $path } …
       *[rest] Oui : { $path } ; puis plus rien ne bouge
    }{ $dates ->
        [hindsight] , avec le recul aussi.
        [others] , à d’autres dates aussi.
       *[none] .
    }
screen-elsewhere = autre fin : { $package }
screen-still = Non : depuis le statu quo, personne ne gagne à bouger seul.
screen-equilibria = selon R { $nash } ({ $nashdeals ->
        [one] { $nashdeals } accord
       *[other] { $nashdeals } accords
    }), SEQ { $ahead } ({ $aheaddeals ->
        [one] { $aheaddeals } accord
       *[other] { $aheaddeals } accords
    })
screen-then = { $first }, puis { $next }
column-would-sign = acceptable ?
column-worse-by = tiers perdants, par quelle ligne
nobody-word = aucun
screen-named-rest = … et { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    } : detente deals { $file }
screen-hurt-by = { $line }, dans { $count ->
        [one] { $count } accord :
       *[other] { $count } accords :
    } { $says }
screen-share = { $party } { $percent }
screen-harmless = { $count ->
        [one] { $count } accord,
       *[other] { $count } accords,
    } dès { $changes ->
        [one] { $changes } changement :
       *[other] { $changes } changements :
    } { $list }
screen-harmless-none = aucun accord n’épargne tous les tiers
screen-untried = { $text } Laissé à detente robust : { $claims }.
screen-sure = { $claims ->
    [yes] { $single ->
        [0] Aucune ligne changée seule ne renverse { $all ->
                [1] la seule affirmation qui dise
               *[other] l’une des { $all } affirmations qui disent
            } plus que les données (changements d’une ligne essayés : { $variants }).
       *[other] { $all ->
                [1] La seule affirmation qui dise plus que les données tient
               *[other] { $single ->
                    [one] { $single } affirmation sur { $all } tient
                   *[other] { $single } affirmations sur { $all } tiennent chacune
                }
            } à une seule ligne du fichier (changements d’une ligne essayés : { $variants }).
    }
   *[no] { $variants ->
        [one] { $variants } variante du fichier a été essayée, avec une ligne changée.
       *[other] { $variants } variantes du fichier ont été essayées, chacune avec une ligne changée.
    }
}
screen-swing = renverserait : { $list } ; la ligne { $says }
label-date = au { $date }
label-hindsight = avec le recul
screen-date = { $deals ->
        [one] { $deals } accord
       *[other] { $deals } accords
    } (tout poids { $sure }){ $changed ->
        [0]  ; même sort pour les paquets nommés
       *[other]  ; {""}
    }{ $list }
screen-date-package = { $package } { $sign }
screen-range = entre { $least } et { $most }
screen-next = suite :  detente why { $file } { $topic }  |  detente robust { $file }

## Le fichier est-il sain ?

question-contents = Que contient le fichier ?
contents-parties = { $count ->
        [one] { $count } partie
       *[other] { $count } parties
    } :
contents-terms = { $count ->
        [one] { $count } terme,
       *[other] { $count } termes,
    } combinaisons d’options : { $combinations }
contents-rules = { $count ->
        [0] aucune règle
        [one] { $count } règle
       *[other] { $count } règles
    }{ $known ->
        [yes] { $count ->
                [0] ,
                [one] , qui laisse
               *[other] , qui laissent
            } { $possible ->
                [one] { $possible } paquet possible
               *[other] { $possible } paquets possibles
            }
       *[no] {""}
    }
contents-lines = { $count ->
        [one] { $count } priorité ou règle
       *[other] { $count } priorités et règles
    } : { $sourced } avec source, { $unsourced } sans
contents-rest = { $packages ->
        [one] { $packages } paquet nommé
       *[other] { $packages } paquets nommés
    }, { $claims ->
        [one] { $claims } affirmation
       *[other] { $claims } affirmations
    }, { $steps ->
        [one] { $steps } étape
       *[other] { $steps } étapes
    }, { $sources ->
        [one] { $sources } source
       *[other] { $sources } sources
    }
question-quotations = Les citations sont-elles exactes ?
quotations-other-text = Ce n’est pas le texte que nomme le fichier : son empreinte diffère.
quotations-same-text = C’est le texte que nomme le fichier.
quotations-digest = SHA-256 { $digest }
quotations-place = { $count ->
        [one] ligne { $line }, position { $offset }
       *[other] ligne { $line }, position { $offset } (première de { $count })
    }
quotations-nowhere = introuvable
quotations-unread = rien ne l’utilise :
quotations-unused = marquée comme inutilisée ({ $why }) :
quotations-line = ligne { $line }
quotations-noted = { $note } { $words }
quotations-found = { $found ->
        [one] { $found } citation y figure
       *[other] { $found } citations y figurent
    } mot pour mot ; { $missing ->
        [0] aucune ne manque.
        [one] { $missing } n’y figure pas.
       *[other] { $missing } n’y figurent pas.
    }
quotations-coverage = Phrases utilisées : { $used } sur { $sentences } ; marquées comme inutilisées : { $unused } ; restantes : { $left }.
question-findings = Y a-t-il quelque chose d’anormal ?
summary-errors = { $count ->
        [one] { $count } erreur
       *[other] { $count } erreurs
    }
summary-warnings = { $count ->
        [one] { $count } avertissement
       *[other] { $count } avertissements
    }
summary-notes = { $count ->
        [one] { $count } remarque
       *[other] { $count } remarques
    }
summary-nothing = Rien à signaler.
summary-more = { $counts } ; `detente explain { $code }` en dit plus
severity-error = erreur
severity-warning = avertissement
severity-note = remarque
severity-help = aide
finding-place = { $severity }[{ $code }] à { $line }:{ $column } : { $title }
finding-file = { $severity }[{ $code }] : { $title }

## Ce que toute réponse tient pour acquis (en JSON)

assume-no-deal = Une partie compare un paquet à ce sur quoi elle se rabat sans accord : le statu quo, sauf si le fichier nomme pour elle un autre paquet.
assume-readings = Dans l’ordre, la première priorité sur laquelle un paquet et l’absence d’accord diffèrent décide. Sûr signifie pour tout poids : chaque somme des gains moins les pertes, à partir de la priorité la plus importante, a le même signe, si bien qu’aucune pondération où une priorité compte au moins autant que les suivantes ne peut en décider autrement.
assume-ties = L’égalité avec l’absence d’accord est acceptable et n’est pas un gain.
assume-signers = Un accord vaut mieux que l’absence d’accord pour chaque signataire ; un mandataire signe selon ses propres priorités, non selon celles de son mandant.
assume-off = Une priorité ou une règle est écartée si toutes ses sources sont postérieures à la date de lecture, ou si cette date est hors des siennes ; les paquets nommés et les affirmations ne sont jamais écartés.
assume-moves = Une partie bouge seule, en changeant d’un coup n’importe lesquels de ses propres termes, de paquet possible en paquet possible ; un terme que plusieurs contrôlent est changé par tous ensemble, ou retiré par l’un d’eux là où le fichier nomme un repli.
assume-resting-path = Sur le chemin vers le repos, les parties jouent tour à tour dans l’ordre du fichier, chacune faisant son meilleur mouvement si elle y gagne ; de mouvements également bons, celui qui change le moins de termes, puis le premier de la liste.
assume-deterrence = Dissuade un paquet qui n’est pas meilleur que celui qui a été quitté ; les autres peuvent faire plusieurs mouvements, dans n’importe quel ordre.
assume-breakdown = Une rupture laisse en vigueur ce qui a été atteint, sauf les étapes qui se défont d’elles-mêmes ; rien d’autre ne se passe.
assume-roadmap-ties = Une partie à qui s’arrêter et finir conviennent également continue ; au départ, nul n’est exposé.

## Pages et documents

column-package = paquet
column-gives = qui donne quoi
picture-gains = { $signed ->
        [0] { $packages ->
            [1] Le seul paquet nommé n’est pas meilleur
           *[other] Aucun des { $packages } paquets nommés n’est meilleur
        }
        [one] { $signed } paquet nommé sur { $packages } est meilleur
       *[other] { $signed } paquets nommés sur { $packages } sont meilleurs
    } que l’absence d’accord pour chaque signataire.
picture-cards = { $genuine ->
        [0] { $packages ->
            [1] Le seul paquet nommé ne modifie aucune capacité
           *[other] Aucun des { $packages } paquets nommés ne modifie de capacité
        }
        [one] { $genuine } paquet nommé sur { $packages } modifie une capacité
       *[other] { $genuine } paquets nommés sur { $packages } modifient une capacité
    } d’une façon que quelqu’un pourrait voir.
picture-cards-how = Trois faits sur chaque changement, jamais additionnés : s’il porte sur une capacité (carré plein), qui pourrait en voir la violation dans ce paquet même (disque plein : tout le monde ; point : les inspecteurs ; disque vide : personne), en combien de temps on peut revenir en arrière (une barre : jours ; cinq : jamais).
picture-harm-how = Une barre représente tous les accords. De gauche à droite : perte pour tout poids (−−), perte dans l’ordre seulement (−), égal (0), gain (+). Les tiers viennent en premier.
picture-harm-share = perte dans { $worse } ({ $percent })
verdict-genuine = réel
verdict-illusion = illusion
verdict-unknown = indéterminé
card-gives = donné par { $party }
card-change = { $party } : { $change }
card-capability = capacité ?
card-seen = vu par
card-undo = réversible en
card-yes = oui
card-no = non
card-outside = tous
card-inspector = inspecteurs
card-nobody = personne
card-unstated = non précisé
filter-signed = mieux pour tout signataire
filter-harmless = ne lèse aucun tiers
filter-earned = dit plus que les données
filter-single = points uniques
filter-surprise = réponse inattendue
column-claimed = on affirme que
column-so = est-ce vrai ?
column-firm = solidité
column-genuine = réel ?
column-part = son rôle
column-term = terme
column-by = réglé par
column-options = options
column-rests-on = repose sur
claim-not-expected = contre l’attente de l’auteur
claim-untried = pas essayée ici avec des lignes changées ; detente robust { $file } s’en charge
kind-capability = capacité
kind-transparency = transparence
kind-relief = allègement
kind-posture = posture
kind-words = paroles
option-now = { $option } (à présent)
option-lettered = { $option } [{ $letter }]
contents-who = Qui participe
contents-what = Ce qui peut se régler
contents-rules-head = Ce qui est impossible
wishes-of = { $party } : souhaits, du plus important au moins important
strip-how = Dans les bandes qui représentent les paquets, chaque case est un terme, ceux d’un même côté réunis : un point est un terme inchangé, une lettre une option différente, sur un fond d’autant plus soutenu qu’elle s’éloigne de l’état présent.
section-file = Qui participe, et qu’y a-t-il sur la table ?
section-wishes = Que veut chaque partie ?
section-evidence = Sur quoi cela repose-t-il ?
section-method = Comment l’a-t-on établi, et que manque-t-il ?
method-exact = Chaque nombre est exact : tous les paquets possibles ont été examinés. Rien n’est échantillonné, et aucun nombre n’est une probabilité.
method-assumed = Ce qui est tenu pour acquis
method-missing = Ce qui n’est pas modélisé
envoy-how = Une bande montre un paquet d’un coup d’œil : une case par terme, un point là où rien ne change, une lettre là où quelque chose change. { $named ->
        [yes] Des noms comme « { $line } » désignent des lignes du fichier et renvoient à l’annexe, où chacune figure avec ses sources.
       *[no] {""}
    }
envoy-rest = … et { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    } dans l’annexe
standing-line = { $when } · { $counts }
frame-contents = Sommaire
frame-envoy = En soixante secondes
frame-envoy-more = Ce qui est affirmé, ce qui est proposé
frame-annex = Annexe
frame-skip = Aller aux réponses
frame-as-table = Voir en tableau
frame-filter = Filtrer :
frame-search = contenant
frame-shown = { $shown } sur { $all }
frame-page = page

## Images : accords et sources

plane-title = { $headline } { $sure ->
        [one] { $sure } d’entre eux l’est
       *[other] { $sure } d’entre eux le sont
    } pour tout poids.
plane-across = { $party } : centile parmi les paquets possibles, le meilleur à droite
plane-up = { $party } : centile parmi les paquets possibles, le meilleur en haut
plane-no-deal = sans accord
plane-no-deal-of = sans accord pour { $party }
plane-frontier = efficace pour les deux
plane-square = { $possible ->
        [one] { $possible } paquet possible
       *[other] { $possible } paquets possibles
    }, { $deals ->
        [one] { $deals } accord
       *[other] { $deals } accords
    }, { $sure } pour tout poids ; accords qui lèsent un tiers : { $hurting }
plane-choice = { $solution } dans { $share } des tirages
plane-alike = { $package } ; et { $count ->
        [one] { $count } autre paquet
       *[other] { $count } autres paquets
    } de même rang pour les deux
plane-under-weights = { $solution }, avec d’autres poids
plane-left-out = { $count ->
        [one] { $count } nom n’a pas trouvé place ; il figure dans le tableau.
       *[other] { $count } noms n’ont pas trouvé place ; ils figurent dans le tableau.
    }
plane-reading = Chaque carré représente les paquets possibles entre deux échelons des centiles de rang, selon { $first } vers la droite et selon { $second } vers le haut : 0 est le pire paquet possible, 100 le meilleur, et les ex æquo partagent leur milieu ; plus le carré est grand, plus les paquets sont nombreux. La croix est l’absence d’accord. Les signes d’un même endroit sont côte à côte.
plane-points = Les points de négociation demandent des hypothèses cardinales : un rang uniforme, c’est-à-dire qu’un gain est une différence de centiles, { $deals ->
        [1] sur le seul accord qui soit meilleur pour les deux.
       *[other] parmi les { $deals } accords meilleurs pour les deux.
    }
plane-no-points = Aucun accord n’est meilleur pour les deux : il n’y a donc pas de points de négociation.
plane-cloud = Les signes évidés montrent les mêmes points lorsque chaque énoncé a un poids : { $all ->
        [yes] { $draws } tirages au hasard
       *[no] { $draws } tirages au hasard seulement, car les accords sont nombreux
    } (graine { $seed }), uniformes parmi tous les poids pour lesquels aucun énoncé ne compte moins qu’un suivant{ $without ->
        [0] .
       *[other]  ; tirages où aucun accord n’est meilleur pour les deux : { $without }.
    }
plane-cloud-ranked = Aucun autre poids n’est essayé : un classement n’a pas d’énoncés à pondérer ({ $names }).
plane-cloud-large = Aucun autre poids n’est essayé : les accords sont trop nombreux.
plane-legend-size = Paquets par carré :
plane-legend-step = { $count } ou plus
plane-legend-possible = possible, refusé par quelqu’un
plane-legend-deals = accords, dans l’ordre
plane-legend-sure = accords pour tout poids
plane-legend-hurt = tous ses accords lèsent un tiers
plane-legend-zone = acceptable pour les deux (zopa)
plane-legend-efficient = a des paquets efficaces pour les signataires
plane-legend-cloud = point de négociation avec d’autres poids, plus grand si plus fréquent
plane-legend-named = paquet nommé, un accord
plane-legend-refused = paquet nommé, pas un accord
plane-legend-impossible = paquet nommé, impossible
plane-table = Paquets nommés et points de négociation selon les centiles des deux
frontier-title = Valeurs efficaces : { $exact ->
        [yes] { $count }
       *[no] au moins { $count }
    }, dont { $inside ->
        [0] aucune acceptable pour tous
        [one] { $inside } acceptable pour tous
       *[other] { $inside } acceptables pour tous
    }{ $solutions ->
        [0] .
        [one] , avec { $solutions } solution.
       *[other] , avec { $solutions } solutions en { $places ->
            [one] { $places } endroit.
           *[other] { $places } endroits.
        }
    }
frontier-reading = Vers la droite, ce qu’un paquet vaut pour { $first }, vers le haut, ce qu’il vaut pour { $second }, chacun sur sa propre échelle{ $ranged ->
        [yes] , au milieu de tous les intervalles
       *[no] {""}
    }. Les points sont les valeurs efficaces : aucun paquet possible n’est aussi bon pour les deux et meilleur pour l’un. Les lignes brisées sont ce que vaut l’absence d’accord ; les points pleins sont acceptables pour les deux. Les signes d’un même endroit sont côte à côte.
frontier-reading-pairs = Chaque plan montre deux des signataires : vers la droite, ce qu’un paquet vaut pour l’un, vers le haut, ce qu’il vaut pour l’autre, chacun sur sa propre échelle{ $ranged ->
        [yes] , au milieu de tous les intervalles
       *[no] {""}
    }. Les points sont les valeurs efficaces : aucun paquet possible n’est aussi bon pour tous les signataires et meilleur pour l’un ; un point peut donc être au-dessous d’autres. Les lignes brisées sont ce que vaut l’absence d’accord ; les points pleins sont acceptables pour tous les signataires. Les signes d’un même endroit sont côte à côte.
frontier-across = { $party } : valeur des paquets{ $scaled ->
        [yes] {" "}en unités de { $unit }
       *[no] {""}
    }, croissante vers la droite
frontier-up = { $party } : valeur des paquets{ $scaled ->
        [yes] {" "}en unités de { $unit }
       *[no] {""}
    }, croissante vers le haut
frontier-no-deal = sans accord { $value }
frontier-legend-acceptable = efficace, acceptable pour tous
frontier-legend-refused = efficace, refusé par quelqu’un
frontier-legend-line = plus pour l’un est moins pour l’autre
frontier-legend-zone = acceptable pour ces deux
frontier-legend-named = paquet nommé, acceptable pour tous
frontier-legend-named-refused = paquet nommé, refusé par quelqu’un
frontier-thinned = Valeurs efficaces : { $count }, dont { $drawn } dessinées ; les autres en sont proches.
frontier-pair = { $first } – { $second }
frontier-pairs-left = { $count ->
        [one] { $count } paire de signataires n’a pas de plan
       *[other] { $count } paires de signataires n’ont pas de plan
    } : { $pairs }.
frontier-outside = { $names } { $count ->
        [one] est si loin qu’un plan ne le montre pas
       *[other] sont si loin qu’un plan ne les montre pas
    } ; voir le tableau.
frontier-table = Ce que valent les paquets : nommés, solutions, efficaces
column-acceptable = acceptable ?
solution-nash = Nash
solution-weighted = Nash pondéré
solution-kalai = Kalai–Smorodinsky
solution-egalitarian = égalitaire
solution-utilitarian = utilitariste
column-percentile = { $party } : centile
column-better-for = { $party } : paquets possibles meilleurs
column-draws = choix dans les tirages

swings-title = { $turning ->
        [one] { $turning } changement d’une ligne sur { $variants } renverse un verdict :
       *[other] { $turning } changements d’une ligne sur { $variants } renversent un verdict ; avant tout
    } { $edit }, qui en renverse { $count }.
swings-title-none = { $variants ->
        [1] Le seul changement d’une ligne ne renverse aucun verdict.
       *[other] Aucun des { $variants } changements d’une ligne ne renverse de verdict.
    }
swings-reading = Plus la barre est longue, plus le changement renverse de verdicts. Point unique : une affirmation qui ne tient qu’à cette ligne.
swings-headlines = nombres clés, de zéro ou à zéro
swings-claims = affirmations
swings-views = jugements sur paquets nommés
swings-single = point unique : { $claims }
swings-sourced = [{ $sources }] { $says }
swings-unsourced = [sans source] { $says }
swings-swapped = { $first } ↔ { $second }
swings-range = Nombre d’accords : { $count } avec le fichier tel quel
swings-least = minimum : { $bound }
swings-most = maximum : { $bound }
swings-deals = { $count ->
        [one] { $count } accord
       *[other] { $count } accords
    }
column-turned = verdicts
column-single = point unique pour

timeline-title = Le fichier repose sur { $count ->
        [one] { $count } source
       *[other] { $count } sources
    } ; { $off ->
        [0] { $count ->
            [1] elle était connue à la date de lecture
           *[other] toutes étaient connues à la date de lecture
        }
        [one] { $off } est postérieure à la date de lecture, donc écartée
       *[other] { $off } sont postérieures à la date de lecture, donc écartées
    }{ $unused ->
        [0] .
        [one]  ; { $unused } n’est citée nulle part.
       *[other]  ; { $unused } ne sont citées nulle part.
    }
timeline-reading = Sources par ordre de date, chacune avec la même place : les durées ne sont pas à l’échelle. La lettre dans le disque est la fiabilité ; dessous, le nom, combien de fois le fichier la cite, et les parties dont des lignes la citent.
timeline-times = ×{ $count }
timeline-used = ×3 citée 3 fois par des lignes, paquets, affirmations ou étapes
timeline-party = { $party }
timeline-rules = règles
timeline-contradict = se contredisent
timeline-ungraded = sans cote
timeline-on = connue à la date de lecture
timeline-off = écartée : plus tardive
timeline-off-short = écartée
timeline-left-out = { $count ->
        [one] { $count } autre source figure dans le tableau.
       *[other] { $count } autres sources figurent dans le tableau.
    }
timeline-table = Sources par date
column-source = source
column-date = date
column-grade = cote
column-speaks-for = parties qui la citent
column-used = citée
column-contradicts = contredit
column-known = connue

ledger-table = Registre des sources
ledger-unused = citée nulle part
ledger-contradicted = contredite
ledger-note = Note : { $note }
ledger-grade = { $grade } : { $reliability } ; { $credibility }
ledger-lines = { $count ->
        [one] ligne { $list }
       *[other] lignes { $list }
    }
ledger-packages = { $count ->
        [one] paquet { $list }
       *[other] paquets { $list }
    }
ledger-claims = { $count ->
        [one] affirmation { $list }
       *[other] affirmations { $list }
    }
ledger-steps = { $count ->
        [one] étape { $list }
       *[other] étapes { $list }
    }
column-published = publiée
column-used-by = utilisée par
reliability-a = totalement fiable
reliability-b = habituellement fiable
reliability-c = assez fiable
reliability-d = habituellement peu fiable
reliability-e = non fiable
reliability-f = fiabilité impossible à évaluer
credibility-1 = confirmée par d’autres sources
credibility-2 = probablement vraie
credibility-3 = peut-être vraie
credibility-4 = douteuse
credibility-5 = improbable
credibility-6 = véracité impossible à évaluer

## Images : feuilles de route

roadmap-title-holds = { $what } tient dans cet ordre : { $asked ->
        [yes] la partie la plus tentée de partir a { $slack } de plus à perdre qu’il ne faut.
       *[no] rien n’est demandé à personne.
    }
roadmap-title-breaks = { $what } se rompt dans cet ordre{ $state ->
        [start] {" "}dès le départ
       *[done] , une fois fait { $done }
    } : { $who }, avec profit.
roadmap-fails = { $state ->
        [start] au départ
       *[done] une fois fait { $done }
    } : { $why }
roadmap-reading-worths = En haut : les phases de gauche à droite, chaque étape dans la ligne de qui la prend. En bas : combien chaque partie a de plus à perdre, si elle part, qu’il ne lui faut, avant la première phase, entre les phases et à la fin ; chacune à sa propre échelle, avec la ligne du zéro.
roadmap-reading-ranks = En haut : les phases de gauche à droite, chaque étape dans la ligne de qui la prend. En bas : si chaque partie préfère finir ou s’arrêter, avant la première phase, entre les phases et à la fin.
roadmap-assumed = Attendre ne coûte rien, une rupture est totale et pour toujours, chacun sait ce que valent les choses.
roadmap-stage = phase
roadmap-several = plusieurs ensemble
roadmap-together = au même moment
roadmap-escrow = sous séquestre
roadmap-step-by = { $step }, par { $by }
roadmap-never = jamais
roadmap-finish = préfère finir
roadmap-tie = indifférent
roadmap-stop = préfère s’arrêter
roadmap-nothing = rien ne lui est demandé
roadmap-exposed = exposé
roadmap-legend-over = plus à perdre qu’il ne faut
roadmap-legend-under = trop peu à perdre
roadmap-legend-loses = exposé : pire que n’avoir jamais commencé, si un autre rompt
roadmap-legend-below = exposé : une rupture laisse sous l’absence d’accord
roadmap-legend-inspected = peut être inspecté
roadmap-legend-enough = feindre tente ; l’inspection suffit
roadmap-legend-short = feindre tente ; l’inspection ne suffit pas
roadmap-no-return = à partir d’ici, partir coûte toujours plus que n’avoir jamais commencé, pour { $party }
roadmap-rest = { $count ->
        [1] Une autre partie n’a pas de ligne.
       *[other] { $count } autres parties n’ont pas de ligne.
    }
roadmap-column-stage = phase
roadmap-column-by = par
roadmap-column-inspection = inspection
roadmap-column-remark = remarques
roadmap-inspection = { $step } demande { $needed }, a { $has } : { $enough ->
        [yes] suffisant
       *[no] insuffisant
    }
roadmap-inspectable = { $step } peut être inspecté
roadmap-fails-here = { $who } : { $slack }
roadmap-by-ranks = par les rangs : { $text }
roadmap-auto = { $step } se défait d’elle-même en cas de rupture

## Images : mouvements

moves-rest = Depuis le statu quo, { $count ->
        [one] { $count } meilleur mouvement débouche
       *[other] { $count } meilleurs mouvements, à tour de rôle, débouchent
    } sur { $package } : { $stands ->
        [all] un équilibre selon tous les concepts.
        [none] ce n’est un équilibre selon aucun concept.
       *[some] un équilibre selon { $concepts }.
    }
moves-circle = Depuis le statu quo, les meilleurs mouvements, à tour de rôle, tournent en rond sans fin.
moves-cut = Depuis le statu quo, les meilleurs mouvements, à tour de rôle, n’ont trouvé aucun repos après { $count ->
        [one] { $count } mouvement.
       *[other] { $count } mouvements.
    }
moves-read = Les cadres sont des paquets, avec les concepts selon lesquels ils tiennent ; les flèches sont des mouvements, avec les lettres de ceux qui les font ensemble. En trait épais et numérotés : les meilleurs mouvements, à tour de rôle, depuis le statu quo. Sont montrés les paquets de ces chemins, les paquets nommés et les équilibres les plus proches avec les chemins qui y mènent, ainsi que tout gain qui mène de l’un d’eux à un autre.
moves-apart = Aucun mouvement montré n’y mène ni n’en part :
moves-more-packages = … et { $count ->
        [one] { $count } autre paquet
       *[other] { $count } autres paquets
    }
moves-more-moves = … et { $count ->
        [one] { $count } autre mouvement
       *[other] { $count } autres mouvements
    } (dans le tableau)
moves-cell = vers { $number } : { $move }{ $path ->
        [0] {""}
       *[other]  ; mouvement { $path } du chemin
    }{ $back ->
        [yes] {""}
       *[no]  ; sans retour
    }
moves-column-number = n°
moves-column-package = paquet
moves-column-stands = tient selon
moves-column-moves = mouvements de là
legend-path = meilleurs mouvements
legend-gain = gain pour tous ses auteurs
legend-other = autre mouvement sur un chemin
legend-final = sans retour
legend-stands = tient selon les concepts cités
legend-alone = tient selon R : nul n’y gagne seul
legend-together = plusieurs ensemble

stands-read = Une coche : le paquet tient, car il est stable pour tous ceux qui peuvent bouger ; dessous, ceux pour qui il l’est. Là où bouger seul est un gain selon R, le meilleur de ces mouvements est indiqué.
stands-impossible = Non montré, car impossible : { $names }.
stands-near = Les équilibres les plus proches
stands-gain = meilleur gain en bougeant seul
stands-sanction = ce qui en dissuade
stands-deters = { $concept } : { $moves }
stands-of = { $party } : { $text }
stands-yes = ✓
stands-no = ✗
stands-not-for = ✗ pas pour { $names }
stands-option = option
stands-ordered = numéro d’ordre
stands-decimal = décimal
stands-choice = { $party } : { $option }
stands-taken = O
stands-not-taken = N

## Feuilles d’un classeur

sheet-results = Résultats
sheet-no-results = Aucune réponse n’a pu être calculée à l’écriture de ce classeur : { $reason }. Les feuilles du scénario sont complètes.
sheet-question = question
sheet-answer = réponse
sheet-origin = calculé
sheet-worse = moins bien que sans accord : { $party }
sheet-not-modelled = non modélisé
sheet-package = paquet
sheet-changes = changements
sheet-genuine = réel ?
sheet-is-genuine = réel
sheet-is-illusion = illusion
sheet-cannot-tell = indéterminé
sheet-claim = affirmation
sheet-counts = décompte
sheet-remarks = remarques

## Ce qui ne va pas dans un classeur

cell-place = { $severity }[{ $code }] en { $cell } : { $title }

## Ce que disent les événements

evidence-question = Que disent les événements de { $party } ?
evidence-impossible = Aucun type n’est possible pour { $party } une fois survenu { $event } : pour chacun, quelque chose jusque-là a une vraisemblance de 0, ou sa probabilité de départ est 0. Donnez à ce qui peut arriver une vraisemblance au-dessus de 0.
evidence-no-prior = Toutes les probabilités de départ de { $party } sont 0 : rien ne peut suivre des événements.
evidence-leads = Le plus probable pour { $party } : { $type }, avec { $now }{ $band ->
        [yes] {" "}({ $range } selon les fourchettes du fichier).
       *[no] .
    }
evidence-level = Aucun type de { $party } n’est plus probable que tous les autres : { $types } ont { $now } chacun.
evidence-basis = { $count ->
        [0] Aucun événement ne compte{ $dated ->
            [yes] {" "}jusqu’au { $date }
           *[no] {""}
        } : ce sont les probabilités de départ.
        [1] Cela repose sur les probabilités de départ et un événement{ $dated ->
            [yes] {" "}jusqu’au { $date }
           *[no] {""}
        } ; avant lui, { $level ->
            [yes] aucun type ne menait seul, avec { $was } pour le premier.
           *[no] { $type } menait, avec { $was }.
        }
       *[other] Cela repose sur les probabilités de départ et { $count } événements{ $dated ->
            [yes] {" "}jusqu’au { $date }
           *[no] {""}
        } ; avant eux, { $level ->
            [yes] aucun type ne menait seul, avec { $was } pour le premier.
           *[no] { $type } menait, avec { $was }.
        }
    }
evidence-later = { $count ->
        [1] Un événement plus tardif ne compte pas.
       *[other] { $count } événements plus tardifs ne comptent pas.
    }
evidence-range = { $low } à { $high }
evidence-at-most = { $range }, au plus
evidence-cut = Il y a trop d’événements et de types pour peser chaque événement et chercher ce qui ferait basculer cela.
evidence-turns = Qu’est-ce qui le ferait basculer ?
evidence-turns-meaning = Du plus proche au plus lointain, un nombre à la fois : à partir de là, un autre type mène, ou deux sont à égalité.
evidence-turn-likelihood = si { $event } avait eu, pour { $type }, une vraisemblance de { $to } au lieu de { $from }
evidence-turn-prior = si la probabilité de départ de { $type } était { $to } au lieu de { $from }, les autres en proportion
evidence-turn-reliability = si la fiabilité de { $event } était { $to } au lieu de { $from }
evidence-turn-noise = si le bruit de { $event } était { $to } au lieu de { $from }
evidence-column-type = type
evidence-column-before = avant
evidence-column-now = maintenant
evidence-column-range = selon les fourchettes
evidence-column-variant = agit selon
evidence-column-event = événement
evidence-column-weight = poids
evidence-column-without = sans lui
evidence-column-holds = tient avec
evidence-column-holds-short = tient ?
evidence-column-for = pour
evidence-column-parting = étape révélatrice
evidence-before = avant tout événement
evidence-none-left = aucun
evidence-weight-meaning = Poids : ce que l’événement a fait aux chances de { $type }, en décibans ; 10 valent dix contre un.
evidence-rules-out = l’exclut
evidence-certain = rien d’autre ne reste
evidence-would-lead = { $type } mène
evidence-would-level = aucun ne mène
evidence-reports = Comment l’a-t-on su ?
evidence-report = { $event } : { $how }
evidence-origin = { $events }, de même origine, donc justes ou faux ensemble, aussi fiables que { $of } : { $how }
evidence-origin-direct = { $events }, de même origine, vus directement
evidence-channel = fiabilité { $reliability }, { $because ->
        [given] selon le fichier
        [graded] d’après la cote de { $source }
       *[direct] vu directement
    } ; bruit { $noise }{ $given ->
        [yes] {""}
       *[no] , faute d’indication
    }
evidence-no-packages = Le fichier ne nomme aucun paquet : rien n’est dit de sa mise en œuvre. Nommez-en un, ou ce qu’il change.
evidence-nothing-to-do = il ne change rien
evidence-forbidden = il est impossible : contraire à { $rules }
evidence-too-many-steps = il demande plus de { $most } étapes, trop pour chercher avec chaque type
evidence-too-many-types = il y a plus de { $most } types à examiner
evidence-with-whom = Avec qui tiendrait { $what } ?
evidence-with-whom-all = Avec qui les paquets tiendraient-ils ?
evidence-with-whom-short = Avec qui ?
evidence-none = aucun
evidence-every = tout type
evidence-more = `detente evidence FILE PACKAGE` en dit plus sur un seul.
evidence-more-of-this = `detente evidence` avec le même paquet en dit plus.
evidence-type-of = { $party } { $type }
evidence-for = { $which ->
        [all] Un ordre des étapes tient quel que soit le type de { $party }
        [none] Aucun ordre des étapes ne tient, quel que soit le type de { $party }
        [some] Un ordre des étapes tient pour { $party } en { $yes }, aucun en { $no }
       *[open] On ne sait pas pour { $party } en { $open }
    }{ $others ->
        [yes] , le reste selon le fichier.
       *[no] .
    }
evidence-chance = { $how ->
        [one] Il tient donc avec { $now }
        [together] Sur les { $count } combinaisons de types, tenues pour indépendantes, il tient avec { $now }
       *[apart] Le doute ne portant que sur { $party }, le reste selon le fichier, il tient avec { $now }
    }{ $band ->
        [yes] {" "}({ $range } selon les fourchettes du fichier).
       *[no] .
    }
evidence-chance-unknown = On ne peut dire avec quelle probabilité.
evidence-by-ranks = À en juger par les rangs seuls.
evidence-type-holds = tient : { $order }{ $known ->
        [yes]  ; le plus serré : { $point }
       *[no] {""}
    }
evidence-type-fails = aucun ordre ne tient{ $known ->
        [yes]  ; l’échec : { $point }
       *[no] {""}
    }
evidence-type-open = inconnu
evidence-this-order = dans l’ordre ci-dessous
evidence-point = { $who }, { $state ->
        [start] au départ
       *[done] une fois fait { $done }
    }{ $slack ->
        [even] , avec juste assez à perdre
        [spare] , avec { $by } de plus à perdre qu’il ne faut
        [short] , avec { $by } de moins à perdre qu’il ne faut
        [never] , et aucun enjeu ne suffit
       *[none] {""}
    }
evidence-yes = oui
evidence-no = non
evidence-half = { $side ->
        [below] Ce qui le ramènerait à un demi, du plus proche au plus lointain ; au-delà, c’est moins :
       *[above] Ce qui le porterait à un demi, du plus proche au plus lointain :
    }
evidence-one-order = Jusqu’où irait chacun ?
evidence-order-file = Dans le meilleur ordre selon le fichier tel quel :
evidence-order-types = Dans le meilleur ordre pour { $types }, aucun ne tenant selon le fichier tel quel :
evidence-order-best = Aucun ordre ne tient pour personne. Dans celui qui échoue le moins selon le fichier tel quel :
evidence-order-steps = Aucun ordre ne tient pour personne. Les étapes une à une :
evidence-went-all = prend { $stages ->
        [1] la seule phase
        [2] les deux phases
       *[other] les { $stages } phases
    }
evidence-went = prend { $taken } { $taken ->
        [one] phase
       *[other] phases
    } sur { $stages } ; puis { $how }{ $gains ->
        [yes] , avec gain
       *[no] {""}
    }
evidence-others = en outre, après { $taken } { $taken ->
        [one] phase
       *[other] phases
    } sur { $stages }, { $how }{ $gains ->
        [yes] , avec gain
       *[no] {""}
    }
evidence-of-party = { $party } : { $text }
evidence-no-parting = Tous les types vont aussi loin : autant d’étapes que l’on prenne, elles n’apprennent rien sur { $party }.
evidence-parting = { $first ->
        [yes] { $before ->
            [0] Révélateur dès le début :
            [1] La première phase n’apprend rien. Révélateur :
           *[other] Les { $before } premières phases n’apprennent rien. Révélateur :
        }
       *[no] Puis
    } { $steps } (arrêt : { $stop }). Cela fait, { $after }{ $known ->
        [yes]  ; et le paquet tient avec { $holds }.
       *[no] .
    }
evidence-after = { $type } a { $now }
evidence-misfit = Or { $event } dit que cela a été fait : ce que le fichier dit de { $types } ne s’accorde pas avec ce qui s’est passé.
evidence-sham = Un simulacre compte comme un refus : cela n’apprend que dans la mesure où il est découvert.
assume-independence = Les événements comptent comme indépendants, le type de la partie étant donné, sauf s’ils ont la même origine ; les parties comptent comme indépendantes entre elles.
assume-judgements = Probabilités de départ, vraisemblances et fiabilités sont des jugements de qui a écrit le fichier.

belief-reading = Une ligne par type : sa probabilité après chaque événement. Les événements sont par ordre de date, chacun avec la même place : les durées ne sont pas à l’échelle ; dessous, ce qu’ils ont fait aux chances du type pesé, en décibans. Barres à droite : selon les fourchettes du fichier.
belief-left-out = { $count ->
        [one] { $count } autre événement figure dans le tableau.
       *[other] { $count } autres événements figurent dans le tableau.
    }
belief-types-left-out = { $count ->
        [one] { $count } type moins probable n’a pas de ligne.
       *[other] { $count } types moins probables n’ont pas de ligne.
    }
belief-end = { $type } { $now }
belief-table = Ce que disent les événements, l’un après l’autre
belief-column-after = après lui
