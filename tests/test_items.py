"""What quantities count or measure: one table for each kind of rule, and what earlier claims lend to later ones."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.find.items import NOTHING, find_item
from pipeline.find.items.phrases import phrase_around, phrase_from, wording
from pipeline.parsed import ParsedSentence
from pipeline.types import (
    Article,
    CharSpan,
    Claim,
    Modality,
    Modifier,
    QuantityMention,
    QuoteKind,
)

Marked = Callable[..., tuple[str, list[tuple[ParsedSentence, list[QuantityMention]]]]]
Build = Callable[[Sequence[tuple[str, str, str, int]]], ParsedSentence]


def claim(quantity: QuantityMention, sentence: CharSpan, item: str, rule: str) -> Claim:
    """Make a claim of which only the item matters."""
    return Claim(
        "", Article("a", "", ""), quantity, sentence, "", item, "", (), Modality.FACT, QuoteKind.NONE, None, "", "", (),
        "", "", "", (), (rule,),
    )  # fmt: skip


def items_of(marked: Marked, *sentences: str) -> list[str]:
    """Return the items of all marked numbers of an article of ``sentences``, each with what came before it."""
    claims: list[Claim] = []
    previous: ParsedSentence | None = None
    text, parts = marked(*sentences)
    for parsed, quantities in parts:
        for quantity in quantities:
            item, rule = find_item(text, parsed, quantity, claims, previous)
            claims.append(claim(quantity, parsed.sentence.span, item, rule))
        previous = parsed
    return [each.item for each in claims]


COUNTS = [
    ("The [[two]]- and three-room flats were sold.", "room flats", "two sizes of one thing"),
    ("The notes were among [[19]] the chief inspector had asked for.", "notes", "no noun behind it"),
    ("He wrote [[two]] side-by-side columns.", "side-by-side columns", "a word of three parts"),
    ("Including envoys, Mora now has at least [[51]] votes and Sanders at least 9.", "votes", "no name in the list"),
    ("Workers answered the call by the [[thousands]].", "Workers", "who came in masses"),
    ("A quake killed at least [[143]] people on the island.", "people", "noun right after"),
    ("The law binds firms with [[50]] or more workers.", "workers", "or more of what"),
    ("Only [[55]] of 75 confirmed dead had names.", "people", "of the dead"),
    ("It hurt [[30]] others, doctors and sailors said.", "others", "those who speak are no others"),
    ("The sea parts the coast from the Faroe Islands, [[five]] of which are bare.", "Faroe Islands", "nearest plural"),
    (
        "The total includes [[14]] confirmed, seven probable, and eight suspected cases.",
        "cases",
        "a noun that only the last has",
    ),
    ("It counts [[14]] confirmed, probable and likely cases.", "confirmed, probable and likely cases", "kinds"),
    ("The death toll has passed [[300]].", "death toll", "what has passed a mark"),
    ("Of the [[189]] on board, many were cooks.", "people", "those on board"),
    ("Blast Kills [[18]]", "people", "a headline's verb taken for a name"),
    ("A plane carrying [[144]] people crash-landed here.", "people", "a hyphen inside the verb"),
    ("That brings the number of dead to [[41]].", "dead", "the number of dead"),
    ("The number of crews fighting the fires rose to [[18]].", "crews", "whom a clause describes"),
    ("Rescuers pulled [[nine]] more survivors from the rubble.", "survivors", "'more' is of another count"),
    ("The firm hired [[600]] engineers, designers and testers.", "engineers, designers and testers", "a list"),
    ("The league bought [[12]] buses and the mayor paid.", "buses", "no list: the mayor does something"),
    ("A total of [[412]] schools were closed.", "schools", "total of"),
    ("The [[five]]-member panel heard the case.", "member panel", "compound before the noun"),
    ("They got a [[30]]-strong escort.", "escort", "strong says only how many"),
    ("The bill passed by a [[5]]-4 vote.", "vote", "the pair of a vote"),
    ("Nearly [[300]] of the workers voted to strike.", "workers", "part of"),
    ("[[Two-thirds|fraction]] of the country's orchards froze.", "orchards", "part of, past the owner"),
    ("It drew crowds of [[hundreds]] every day.", "crowds", "a vague number is no complement"),
    ("The tour made a [[28]]-stop bus trip.", "stop bus trip", "a noun taken for a verb"),
    ("They need [[1,031]] randomly-picked adult voters.", "randomly-picked adult voters", "an adverb with a hyphen"),
    ("[[Millions]] watching at home laughed.", "people", "who watch"),
    ("It was [[three]] hard weeks.", "weeks", "hard weeks are counted"),
    ("It rose to [[300]] last week.", "", "last week is not"),
    ("The club won [[40]].", "", "what it won is not said"),
    ("[[12]] of the injured were children.", "injured", "part of an adjective"),
    ("[[Dozens]] of boxes of shells were found.", "boxes of shells", "of, twice"),
    ("[[Dozens]] if not hundreds of letters came.", "letters", "two vague counts"),
    ("Police arrested [[17]] during the rally.", "people", "whom one arrests"),
    ("The crash left [[31]] dead.", "people", "dead"),
    ("Gunmen opened fire at a bar, leaving [[12]] dead.", "people", "not those who leave them dead"),
    ("Rebels stormed the base, and [[12]] were killed.", "people", "not the attackers"),
    ("Villagers blocked the road, and [[12]] were arrested.", "Villagers", "of those who did so"),
    ("Rescuers found the wreck, with [[26]] still missing.", "people", "not those who look for them"),
    ("Police seized two sacks of gold worth an estimated [[$5 million|USD]].", "gold", "worth so much"),
    ("Guards found silver worth about [[$5 million|USD]] in a truck.", "silver", "worth, and where it was"),
    ("It sold a stake in the bank worth [[$5 million|USD]].", "stake", "worth, not behind a preposition"),
    ("At least [[60,000]] have fled the fighting.", "people", "fled"),
    ("Reyes is a mother of [[three]].", "children", "mother of"),
    ("The death toll climbed to [[88]].", "death toll", "what climbed"),
    ("The number of cases rose to [[3,120]] by Friday.", "cases", "number of"),
    ("Officials put the number of missing at [[62]].", "missing", "put at"),
    ("The sample was [[834]].", "sample", "copula"),
    ("The race went on for [[three]] more laps.", "laps", "laps are counted"),
    ("The town shut [[two]] U.S. naval depots.", "U.S. naval depots", "an adjective between two nouns"),
    ("The town needs [[40]] newly built homes.", "newly built homes", "an adverb before the noun"),
    ("Prices rose.  The [[14]]  towns paid.", "towns", "two spaces"),
    ('He said "[[thousands]]" of letters had come.', "letters", "quotation marks before of"),
    ("She accepted [[millions]] in donations.", "donations", "money without a currency"),
    ("Growth came in hotel beds (up [[300]]) and wages.", "hotel beds", "a change in brackets"),
    ("The [[40]] economists predicted growth.", "economists", "who foresaw something else"),
    (
        "The number of pupils taken on by schools within the county has fallen to [[900]].",
        "pupils",
        "a number with a long description",
    ),
    ("They fear a [[900]]-strong force the council has sought.", "force", "who seeks it is no part of it"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "item"), [row[:2] for row in COUNTS], ids=[row[2] for row in COUNTS])
def test_counts(marked: Marked, sentence: str, item: str) -> None:
    assert items_of(marked, sentence)[0] == item


SHARES = [
    ("Thefts saw a [[20 percent|percent]] drop.", "Thefts", "what saw a drop"),
    ("She fears a [[three-point|percentage_point]] loss.", "loss", "a loss by points"),
    ("The survey shows Cole ranging from 4 percent to a high of [[25 percent|percent]] in Iowa.", "Cole", "no high"),
    ("Among coastal towns, her net lead is just [[two points|percentage_point]].", "net lead", "no share of towns"),
    (
        "Lee leads, with Cole's surprising [[23 percent|percent]] far behind.",
        "Cole",
        "whose share it is, an adjective between",
    ),
    ("The jobless rate fell to [[4.1 percent|percent]] in March.", "jobless rate", "what fell"),
    ("Average rents in the old town climbed [[7 percent|percent]].", "Average rents", "climbs past 'in'"),
    ("Profit slides [[38%|percent]]", "Profit", "a headline's verb taken for a noun"),
    ("Sales up [[12%|percent]] in May", "Sales", "no verb at all"),
    ("Revenue grew at a quick pace, up by [[a third|fraction]] on the year.", "quick pace", "set off by a comma"),
    ("The council raised the tax by [[2 percent|percent]].", "tax", "the object of a change"),
    ("The drug cut deaths by [[35 percent|percent]].", "deaths", "the object of cut"),
    ("Lopez beat Grant by [[6 points|percentage_point]].", "Lopez", "not the one beaten"),
    ("A [[3.5 percent|percent]] pay rise was agreed.", "pay rise", "noun after"),
    ("There was a [[20 percent|percent]] drop in burglaries.", "burglaries", "a change of something"),
    ("Burglaries saw a drop of [[20 percent|percent]].", "Burglaries", "what saw the change"),
    ("Interest rates of [[5 percent|percent]] hurt builders.", "Interest rates", "verb taken for a noun"),
    ("Its margin of error is given as [[3 points|percentage_point]].", "margin of error", "of, of"),
    ("He won the [[36 percent|percent]] approval mark.", "approval", "mark says nothing"),
    ("[[Half|fraction]] those who came left early.", "those who came", "half those"),
    ("The United side's 5 percent levy rose by [[2 percent|percent]].", "levy", "another share in the phrase"),
    ("The survey shows Mora with [[47 percent|percent]].", "Mora", "shown with a share"),
    ("Mora won Ohio with [[47 percent|percent]].", "Mora", "won with a share"),
    ("The bank edged up its outlook by [[1 percent|percent]].", "outlook", "no contest"),
    ("Women make up [[31 percent|percent]] of the board.", "board", "whole"),
    ("The debt equals [[90 percent|percent]] of gross domestic product.", "debt", "measured against, not part of"),
    ("Among men, [[55 percent|percent]] approve of the mayor.", "men", "among"),
    ("Half: [[half|fraction]] the crop was lost.", "crop", "half without of"),
    ("The lens is [[three times|times]] heavier than the old one.", "lens", "times heavier"),
    ("Deaths ran at [[twice|times]] the rate of 2019.", "rate", "twice the rate; the year is no part of it"),
    ("He had [[twice|times]] as much airtime as his rival.", "airtime", "twice as much"),
    ("Lopez had 46 percent, Grant [[40 percent|percent]] and Cole 9.", "Grant", "the name before it in a list"),
    ("By a wide [[80 percent|percent]], voters backed the plan.", "voters", "an object after the share is not its own"),
    ("The top worries are rents ([[33 percent|percent]]), wages and schools.", "rents", "brackets after a noun"),
    ("Voters want to ban guns ([[65 percent|percent]]).", "Voters", "brackets after what is wished"),
    (
        "Among women, the margin of error is [[5 points|percentage_point]].",
        "margin of error",
        "the clause has a subject",
    ),
    ("Among women, the figure is [[75 percent|percent]].", "women", "a figure says nothing"),
    ("It blamed its [[9 percent|percent]] loss in Ohio on rain.", "loss", "a loss in a place"),
    ("An average of [[32 percent|percent]] in all towns chose jobs.", "", "percent is no item"),
    ("Greens ([[12%|percent]], +2) and Liberals (30%, -1) gain.", "Greens", "brackets that go on"),
    ("Rents were 5%, the agency said, down from a high of [[7%|percent]] in May.", "Rents", "what was told before"),
    ("The town wants a [[five per cent|percent]] Water Rate increase.", "Water Rate increase", "a name in it"),
    (
        "The number of pupils moved on to new schools has dropped by [[7%|percent]], figures show.",
        "pupils",
        "a plural before a singular verb",
    ),
    ("Growth was below the [[5 percent|percent]] most analysts expected.", "Growth", "who foresaw the share"),
    ("Miles driven are up [[4 percent|percent]] on last year.", "Miles driven", "a participle behind the noun"),
    ("Profit before tax rose [[7 percent|percent]].", "Profit before tax", "before tax"),
    ("Net margins were [[17 percent|percent]] of sales.", "Net margins", "a ratio of something"),
    ("Local taxes were [[28 percent|percent]] of income.", "income", "a part of something"),
    ("It told of a jump of [[30 percent|percent]] in boat sales.", "boat sales", "a jump in something"),
    ("It saw [[20 percent|percent]] growth in rentals.", "rentals", "growth in something"),
    ("It saw [[20 percent|percent]] wage growth.", "wage growth", "growth of something"),
    ("Mora's party won 61%; the Rural Party – [[14%|percent]]; the Port Party – 6%.", "Rural Party", "behind a dash"),
    ("Sales were helped by services: [[16%|percent]], cars: 29%.", "services", "behind a colon"),
    ("The Rural People's Party had [[23 percent|percent]].", "Rural People's Party", "a possessive in a name"),
    ("In May, the Greens had a lead over the Liberals ([[22%|percent]]).", "Liberals", "a name in brackets' reach"),
    ("There was a rise in the number of pupils from abroad, up [[6%|percent]].", "pupils", "what rose"),
    (
        "Cheap oil lifted the shipping index [[3 percent|percent]] in May.",
        "shipping index",
        "what was lifted",
    ),
    ("Housing was the main worry for them at [[41 percent|percent]].", "Housing", "what is the issue"),
    ('Hope is high among Swedes ([[41%|percent]] "fully agree").', "Swedes", "brackets that go on with a quotation"),
    ("Growth came in both wages and rents (up [[4 percent|percent]]).", "rents", "the noun before the bracket alone"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "item"), [row[:2] for row in SHARES], ids=[row[2] for row in SHARES])
def test_shares(marked: Marked, sentence: str, item: str) -> None:
    assert items_of(marked, sentence)[0] == item


MONEY = [
    ("The firm agreed to pay a [[$5 million|USD]] fine.", "fine", "noun after"),
    ("The firm agreed to pay a fine of [[$5 million|USD]].", "fine", "noun of"),
    ("The firm paid [[$5 million|USD]] in fines.", "fines", "in"),
    ("The firm paid [[$12|USD]] an hour in rural regions.", "firm", "in a place"),
    ("She donated [[$50,000|USD]] to the museum.", "museum", "to whom"),
    ("The state spent [[$80 million|USD]] on new roads.", "new roads", "on what"),
    ("He stole [[$600,000|USD]] from his clients.", "clients", "from whom it was taken"),
    ("The club got [[$600,000|USD]] from his clients.", "club", "from, but nothing taken"),
    ("They sold the house for [[$1.4 million|USD]].", "house", "object of a sale"),
    ("The bridge will cost [[$3 million|USD]].", "bridge", "cost"),
    ("He bought shares worth [[$20 million|USD]].", "shares", "worth"),
    ("They want to save the deal, worth a reported [[$2 million|USD]].", "deal", "worth, after a comma"),
    ("The budget deficit, now [[$61 billion|USD]], worries lenders.", "budget deficit", "apposition"),
    ("A total of [[$4 million|USD]] was set aside for repairs.", "repairs", "for what, passive"),
    ("The [[$9 million|USD]] that donors raised came late.", "donors", "relative clause with a subject"),
    ("It showed $8 in rent as well as [[$9|USD]] on travel.", "travel", "each sum with its own purpose"),
    ("The town fears the [[$2 million|USD]] House spending bill.", "House spending bill", "a name before the noun"),
    ("The [[$9 million|USD]] that went to the schools came late.", "schools", "relative clause"),
    ("The union got record funding, including [[$3 million|USD]] for a clinic.", "record funding", "including"),
    ("They sold the three-course menu for [[$90|USD]].", "three-course menu", "a number that is part of a word"),
    ("The town paid two local clubs [[$5 million|USD]] last year.", "local clubs", "whom it was paid"),
    ("She tried to haggle [[$3,000|USD]] off the asking price.", "asking price", "taken off"),
    ("They want a [[$15|USD]] an hour minimum wage.", "minimum wage", "a rate before its noun"),
    ("Guests came to his [[$900|USD]]-a-plate dinner.", "dinner", "a rate with hyphens"),
    ("Profit was $8 a share, above the [[$7|USD]] analysts expected.", "Profit", "who foresaw the sum"),
    (
        "The port clinched a remarkable [[£14m|GBP]] deal with Halden for Ross Lind.",
        "deal",
        "a noun taken for a verb",
    ),
    ("Earnings climbed to [[£31 million|GBP]] in the chain's third quarter.", "Earnings", "a time behind its owner"),
    ("The champions took home most, Ann Mora ([[$2 million|USD]]) less.", "Ann Mora", "in brackets"),
    ("The club raised [[$58 million|USD]] in support of Mora.", "club", "in support of somebody"),
    ("The [[$9 million|USD]] spent by the council came late.", "council", "by whom it was spent"),
    ("They spent the guest's [[$30|USD]], which hurt.", "guest", "whose it is"),
    ("He pointed to the sale of the hall for [[$2 million|USD]] in June.", "sale of the hall", "for what it was sold"),
    ("They saw an increase in their pay by 2030, to [[$40,000|USD]].", "pay", "what increases, as an object"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "item"), [row[:2] for row in MONEY], ids=[row[2] for row in MONEY])
def test_money(marked: Marked, sentence: str, item: str) -> None:
    assert items_of(marked, sentence)[0] == item


MEASURES = [
    ("It is a [[two|week]]- or three-week trip.", "trip", "two lengths of one thing"),
    ("The board picked Ann Lee, then [[44|year]], as its head.", "Ann Lee", "a name and a word of time"),
    ("The boy is [[5 years old|year]].", "boy", "age as a predicate"),
    ("They asked a boy [[5 years old|year]].", "boy", "age after its noun"),
    ("Voters between the ages of [[18|year]] and 30 stayed away.", "Voters", "between the ages of"),
    ("Ana Reyes, [[34|year]], lost her home.", "Ana Reyes", "age after a name"),
    ("A [[19-year-old|year]] student was hurt.", "student", "age before a noun"),
    ("Marta Diaz, a [[61-year-old|year]] nurse, spoke first.", "Marta Diaz", "age in apposition"),
    ("Adults aged [[65|year]] can apply.", "Adults", "aged"),
    ("Children under the age of [[5|year]] travel free.", "Children", "under the age of"),
    ("The strike lasted [[four months|month]].", "strike", "how long it lasted"),
    ("The band has toured Asia for [[nine years|year]].", "band", "a length of time is the doer's"),
    ("He faces [[eight years|year]] in state prison.", "state prison", "in prison"),
    ("A [[212-page|page]] ruling came out Friday.", "ruling", "attribute"),
    ("In Milton, [[12 miles|mile]] north of here, shops closed.", "Milton", "distance after a place"),
    ("Waves of [[15 feet|foot]] hit the pier.", "Waves", "noun of"),
    ("The ship carried [[9,000 tons|ton]] of grain.", "grain", "of what"),
    ("Winds gusted to [[140 kph|kilometer_per_hour]].", "Winds", "what gusted"),
    ("Dana Lind, who died Sunday at age [[94|year]], loved trains.", "Dana Lind", "a day is no person"),
    ("Dana Lind, who died Sunday at the age of [[94|year]], loved trains.", "Dana Lind", "at the age of"),
    ("It closed the [[275-acre|acre]] Mill Golf Club.", "Mill Golf Club", "a name after a hyphenated measure"),
    ("The court sentenced Ana Reyes to [[22 years|year]].", "Ana Reyes", "who was punished"),
    ("The quake was centered [[46 km|kilometer]] southwest of the city.", "quake", "a bearing is nothing"),
    ("Some [[2,500 barrels|barrel]] (105,000 gallons) of crude oil spilled.", "crude oil", "of what, behind brackets"),
    ("It is given to children at [[12 months of age|month]].", "children", "at an age"),
    ("Workers dug a tunnel, measuring some [[40 meters|meter]].", "tunnel", "people are not so long"),
    ("The storm hit the coast, measuring [[40 miles|mile]].", "storm", "what does something, sized"),
    ("A [[6.3-magnitude|magnitude]] earthquake hit the coast.", "earthquake", "the strength of a quake"),
    ("Ann Lind won the title aged [[19|year]].", "Ann Lind", "who did it at that age"),
    ("He signed a [[three-year|year]], $9 million contract with the club.", "contract", "a length before a sum"),
    ("The number of [[18-year-olds|year]] fell.", "18-year-olds", "those of an age"),
    ("They opened the [[90MW|megawatt]] Halden Mill Plant.", "Halden Mill Plant", "a name after an article"),
    ("It is open to pupils younger than [[18|year]].", "pupils", "younger than"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "item"), [row[:2] for row in MEASURES], ids=[row[2] for row in MEASURES])
def test_measures(marked: Marked, sentence: str, item: str) -> None:
    assert items_of(marked, sentence)[0] == item


ARTICLES = [
    (["They heard [[14]] candidates. The hall on the hill was warm and the talk went on until late in the evening.",
      "A bomb killed [[14]]."], ["candidates", "people"], "the same number of others, unharmed"),
    (["Lee has [[40]] delegates.", "With [[35]] at stake, Lee will gain more."], ["delegates", "delegates"],
     "not of the subject behind it"),
    (["Jobs grew by [[50,000]], more than the [[40,000]] economists had predicted."], ["Jobs", "Jobs"],
     "not who foresaw the number"),
    (["Rents and wages rose [[4 percent|percent]] and [[6 percent|percent]], respectively."],
     ["Rents", "wages"], "respectively"),
    (["Rents and wages rose [[4 percent|percent]] and [[6 percent|percent]] of income."],
     ["Rents and wages", "income"], "not respectively"),
    (["Sales were flat, with rental income up [[9%|percent]] to [[£40m|GBP]]."],
     ["rental income", "rental income"], "up by so much to so much"),
    (["The number of pupils rose, up [[6%|percent]] to a record [[9,000]]."], ["pupils", "pupils"],
     "up by a share to a count"),
    (["Among the [[300]] bakers asked, its margin of error lies at plus or minus [[4 points|percentage_point]]."],
     ["bakers", "margin of error"], "the error of a poll"),
    (["The gap was wide in Ann Lind's home.", "He won [[9 percent|percent]]."], [""], "he is not a woman"),
    (["It has Carr ahead of Ann Lind and Ted Cole, [[7 percent|percent]] and [[5 percent|percent]] respectively."],
     ["Ann Lind", "Ted Cole"], "respectively, behind names"),
    (["Mora lost the district by [[8 points|percentage_point]]."], ["Mora"], "who lost, not what"),
    (["Mora leads Lind by [[48 percent|percent]] to [[45 percent|percent]]."], ["Mora", "Lind"], "rival"),
    (["Mora leads by [[48 percent|percent]] to [[45 percent|percent]]."], ["Mora", "Mora"], "no rival named"),
    (["A poll shows Mora leading Lind [[48 percent|percent]] to [[45 percent|percent]]."], ["Mora", "Lind"],
     "the poll shows it, Mora has it"),
    (["Mora led Lind [[48 percent|percent]] to [[45 percent|percent]] in the north and [[51 percent|percent]] to"
      " [[40 percent|percent]] in the south."], ["Mora", "Lind", "Mora", "Lind"], "a second pair"),
    (["Facing Dana Lind, Paul Mora won [[51 percent|percent]] to her [[35 percent|percent]]."],
     ["Paul Mora", "Dana Lind"], "to her share"),
    (["Mora got [[40 percent|percent]], followed by Lind at [[25 percent|percent]] and Cole at [[9 percent|percent]]."],
     ["Mora", "Lind", "Cole"], "a list with 'at'"),
    (["Mora won in Utah over Lind, [[60 percent|percent]] to [[31 percent|percent]]."], ["Mora", "Lind"],
     "over a rival"),
    (["They sent [[60]] drones and [[58]] were shot down."], ["drones", "drones"], "people are not shot down"),
    (["At least [[30]] soldiers were killed and [[200]] wounded."], ["soldiers", "soldiers"], "same people, wounded"),
    (["[[Nine]] firms bid. [[Six]] of them were local."], ["firms", "firms"], "of them"),
    (["The bomb killed [[40]] people, including [[6]] nurses, and wounded [[90]]."], ["people", "nurses", "people"],
     "a part is not the whole"),
    (["Just [[19]] fires were seen in Kelo, the largest city, down from [[24]] the year before."],
     ["fires", "fires"], "set beside what was counted, behind a place"),
    (["Thefts rose by [[2 percent|percent]], following a [[4 percent|percent]] rise last year."], ["Thefts", "Thefts"],
     "a rise of the same"),
    (["Rents were down [[14 percent|percent]] and bus fares up [[8 percent|percent]]."], ["Rents", "bus fares"],
     "what goes up by itself"),
    (["Rents were down [[14 percent|percent]] in May and up [[8 percent|percent]] in June."], ["Rents", "Rents"],
     "the same, up"),
    (["Rents rose [[5 percent|percent]] to [[$900|USD]] from [[$857|USD]]."], ["Rents", "Rents", "Rents"], "to, from"),
    (["They lost [[6 billion won|KRW]] ([[$4 million|USD]]) in tokens."], ["tokens", "tokens"], "said again"),
    (["The fund earned [[$84 million|USD]], or [[61 cents|USD]] per share.", "Its net profit was [[$70 million|USD]]."],
     ["net profit", "net profit", "net profit"], "what was earned, as the article names it"),
    (["The army counted [[700]] shells.", "A further [[80]] were found on Monday."], ["shells", "shells"],
     "left out, said before"),
    (["Of the [[10]] judges, [[six]] agreed."], ["judges", "judges"], "of those"),
    (["Some [[30]] towns sold [[5]] ships.", "Of those, [[14]] made money."], ["towns", "ships", "towns"],
     "no part is greater than its whole"),
    (["[[5]] nurses and [[2]] cooks were hurt, including [[4]] from one ward."], ["nurses", "cooks", "nurses"],
     "a part of the greater"),
    (["The clinic treated [[52]] men.", "The earlier figure was [[49]]."], ["men", "men"], "the figure"),
    (["The deficit was large.", "It is to rise to [[3 percent|percent]]."], ["deficit"], "it, the sentence before"),
    (["[[40 percent|percent]] of nurses were for it.", "Just [[9 percent|percent]] said no."], ["nurses", "nurses"],
     "those asked"),
    (["The camp of Ben Lind rested.", "It rained.", "In May he raised [[$5 million|USD]]."], ["Ben Lind"],
     "he, named farther off"),
    (["The camp of Ben Lind rested.", "It rained.", "In May she raised [[$5 million|USD]]."], [""], "she is not he"),
    (["Polls of voters came out.", "Just [[9 percent|percent]] said no."], ["voters"], "those asked, without a share"),
    (["Kim Dell, [[31|year]], was held.", "He was sentenced to [[three years|year]]."], ["Kim Dell", "Kim Dell"], "he"),
    (["I waited [[two hours|hour]]."], [""], "whom 'I' means is not said"),
    (["Mora is up from [[37 percent|percent]] and Lind is down from [[49 percent|percent]]."], ["Mora", "Lind"],
     "a subject of its own"),
    (["Mora has support from [[52 percent|percent]] of nurses, while Lind has backing from [[33 percent|percent]]."],
     ["nurses", "nurses"], "the same whole, by the same preposition"),
    (["It reported earnings of [[$8|USD]] a share, above the [[$7|USD]] that analysts expected."],
     ["earnings", "earnings"], "above what was expected"),
    (["Facing Lind, the governor won once.", "Against Dana Cole, the governor won and against Jan Lind, he got"
      " [[46 percent|percent]]."], ["governor"], "he is the subject before"),
    (["The firm fixed the old hotel after buying it for [[$5 million|USD]]."], ["old hotel"], "it is not the buyer"),
    (["One list puts her wealth at [[$6 billion|USD]], the other says it is [[$4 billion|USD]]."],
     ["wealth", "wealth"], "it is the same thing"),
    (["They named [[five]] rules.", "[[Tens of thousands]] flocked to the island."], ["rules", "people"], "a crowd"),
    (["Ana Reyes, [[34|year]], spoke.", "You were [[14 years old|year]]."], ["Ana Reyes", ""], "your own age"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("sentences", "items"), [row[:2] for row in ARTICLES], ids=[row[2] for row in ARTICLES])
def test_what_earlier_claims_lend(marked: Marked, sentences: list[str], items: list[str]) -> None:
    assert items_of(marked, *sentences) == items


PHRASES = [
    ([("300", "CD", "nummod", 3), ("North", "NNP", "compound", 2), ("Korean", "JJ", "amod", 3),
      ("soldiers", "NNS", "ROOT", 3)], 1, "North Korean soldiers", "adjectives stay"),
    ([("82", "CD", "nsubjpass", 2), ("were", "VBD", "auxpass", 2), ("killed", "VBN", "ROOT", 2)], 1, None, "no noun"),
    ([("half", "NN", "nsubj", 5), ("the", "DT", "det", 4), ("city", "NN", "poss", 4), ("'s", "POS", "case", 2),
      ("budget", "NN", "dobj", 5), ("went", "VBD", "ROOT", 5)], 1, "city", "the owner is a phrase of its own"),
    ([("12", "CD", "nummod", 1), ("months", "NNS", "ROOT", 1)], 1, None, "a time is no item"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "start", "written"), [row[:3] for row in PHRASES], ids=[row[3] for row in PHRASES])
def test_phrase_from(build: Build, rows: list[tuple[str, str, str, int]], start: int, written: str | None) -> None:
    doc = build(rows).doc
    phrase = phrase_from(doc, start)
    assert (None if phrase is None else doc.span(*wording(phrase)).text) == written


def test_phrase_around_climbs_a_compound(build: Build) -> None:
    doc = build([("jobless", "JJ", "amod", 2), ("claims", "NNS", "compound", 2), ("rate", "NN", "ROOT", 2)]).doc
    phrase = phrase_around(doc[1])
    assert doc.span(*wording(phrase)).text == "jobless claims rate"


def test_a_quantity_outside_the_sentence_has_no_item(build: Build) -> None:
    parsed = build([("Nothing", "NN", "ROOT", 0)])
    span = CharSpan(50, 52)
    quantity = QuantityMention(span, span, span, None, None, None, Modifier.EXACT, "", "test")
    assert find_item("Nothing", parsed, quantity, []) == NOTHING


@pytest.mark.model
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(["12", "of", "the", "%", "$", "-", ",", "men", "fell", "(", ")", '"', "it", "\u2028", "é"]),
        min_size=1, max_size=25,
    ),
    unit=st.sampled_from(["", "percent", "USD", "year", "times", "fraction", "mile"]),
    at=st.integers(0, 60),
)  # fmt: skip
def test_any_text_gives_an_item(marked: Marked, words: list[str], unit: str, at: int) -> None:
    text, [(parsed, _)] = marked(" ".join(words))
    span = CharSpan(min(at, len(text) - 1), min(at + 3, len(text)))
    quantity = QuantityMention(span, span, span, None, None, None, Modifier.EXACT, unit, "test")
    item, rule = find_item(text, parsed, quantity, [claim(quantity, parsed.sentence.span, "men", "counted-noun")])
    assert isinstance(item, str)
    assert rule
    assert "\n" not in item
