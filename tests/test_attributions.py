"""Attributions: who answers for a number, what each saying holds, and through whom it came."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pipeline.annotate import Annotator
from pipeline.assemble import governing
from pipeline.clean.segment import segment
from pipeline.find.attributions import find_attributions
from pipeline.find.quotations import find_quotations
from pipeline.parsed import ParsedSentence
from pipeline.spans import Around
from pipeline.types import Attribution, CharSpan, Modifier, QuantityMention, Quotation, QuoteKind

DIRECT, INDIRECT = QuoteKind.DIRECT, QuoteKind.INDIRECT

# The number a row asks about.
MARK = re.compile(r"\[\[(\d+)\]\]")


def xfail(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(reason=reason, strict=True)


def named(rows: Sequence[Any]) -> list[Any]:
    """Return the rows as parameter sets whose ids are their last cells."""
    sets = [row if hasattr(row, "marks") else pytest.param(*row) for row in rows]
    return [pytest.param(*one.values, marks=one.marks, id=str(one.values[-1])) for one in sets]


def read(annotator: Annotator, text: str) -> tuple[Sequence[Attribution], Sequence[Quotation]]:
    """Find the attributions and quotations of a small article, all of it parsed."""
    sentences = segment(text).sentences
    quotations = find_quotations(text, sentences)
    return find_attributions(text, annotator.parse(text, sentences), quotations), quotations


def asked(annotator: Annotator, marked: str) -> tuple[str, Attribution | None]:
    """Return the text without the brackets, and the attribution that answers for the number in them."""
    match = MARK.search(marked)
    assert match is not None
    text = MARK.sub(r"\1", marked)
    attributions, quotations = read(annotator, text)
    span = CharSpan(match.start(), match.start() + len(match[1]))
    quantity = QuantityMention(span, span, span, None, None, None, Modifier.EXACT, "", "test")
    told = Around((content, one) for one in attributions for content in one.content)
    quoted = Around((quotation.span, quotation) for quotation in quotations)
    return text, governing(told, quoted, quantity)


def cut(text: str, span: CharSpan | None) -> str:
    return text[span.start : span.end] if span else ""


# Text, source, cue, rule, kind of quotation, why.
SAID = [
    ("Profit was $4 a share, below the $[[40]] that analysts were looking for.",
     "analysts", "looking", "reported_relative", INDIRECT, "a sum looked for"),
    ("Statistics from the customs show that rents rose [[40]] percent.",
     "Statistics from the customs", "show", "opening_document", INDIRECT, "documents whose verb was taken for a noun"),
    ("Ana Reyes made the case that [[40]] homes were lost.",
     "Ana Reyes", "case", "nominal_clause", INDIRECT, "made the case"),
    ("Farmers expressed doubts that [[40]] homes were lost.",
     "Farmers", "doubts", "nominal_clause", INDIRECT, "doubts"),
    ("When asked about Tom Roe, Reyes's aide, Omar Haddad, said [[40]] homes were lost.",
     "Reyes's aide, Omar Haddad", "said", "reported_clause", INDIRECT, "a role and a name between commas"),
    ("Senate Majority Leader Ana Reyes said [[40]] homes were lost.",
     "Senate Majority Leader Ana Reyes", "said", "reported_clause", INDIRECT, "a majority leader"),
    ('"They pay no tax on [[40]] farms."\n\n- Haddad.\nThe mayor is wrong.',
     "Haddad", "-", "quoted", DIRECT, "a name on the line below"),
    ('"They pay no tax on [[40]] farms."\n\n— Ana Reyes, a baker\n',
     "Ana Reyes", "—", "quoted", DIRECT, "a name and a trade on the line below"),
    ('"A rare gift," the abbot said in June the bell was "nearly priceless" for the town that lost [[40]] lambs.',
     "the abbot", "said", "quoted", INDIRECT, "a said clause after words quoted before"),
    ("Sales were $30 million, above the $[[40]] million analysts had expected.",
     "analysts", "expected", "foreseen", INDIRECT, "an amount foreseen, without 'that'"),
    ("It was more than the [[40]] homes officials had predicted.",
     "officials", "predicted", "foreseen", INDIRECT, "a count foreseen, without 'that'"),
    ("[[40]] homes lost in river flood, mayor says",
     "mayor", "says", "reported_parenthesis", INDIRECT, "a headline without a finite verb"),
    ("River flood takes [[40]] homes: mayor", "mayor", ": ", "label", INDIRECT, "a role at the end of a headline"),
    ("The ministry reported five new floods, bringing the total to [[40]].",
     "The ministry", "reported", "reported_noun", INDIRECT, "the total that a report brings"),
    ("The latest poll has Reyes leading Haddad by [[40]] points.",
     "The latest poll", "has", "standing", INDIRECT, "a lead in a poll"),
    ("A new Norwich poll had him up [[40]] points.", "A new Norwich poll", "had", "standing", INDIRECT, "up in a poll"),
    ("The bank sees oil at $[[40]] a barrel by December.", "The bank", "sees", "standing", INDIRECT, "a sum foreseen"),
    ("The fund's latest outlook, published on Tuesday, sees growth of [[40]] percent.",
     "The fund's latest outlook", "sees", "standing", INDIRECT, "a share foreseen in a document"),
    ("Reyes's rating in the latest Norwich poll stands at [[40]] percent.",
     "the latest Norwich poll", "in", "in_a_survey", INDIRECT, "a rating in a poll"),
    ("The toll was put at [[40]] by the mayor.", "the mayor", "put", "reported_about", INDIRECT, "put at by"),
    ("Reyes's rent rose to [[40]] million euros, a filing shows.",
     "a filing", "shows", "closing_document", INDIRECT, "one document at the end"),
    ("The WHO said [[40]] wells were dry.", "The WHO", "said", "reported_clause", INDIRECT, "a name like a pronoun"),
    ("Witnesses described seeing [[40]] homes go.",
     "Witnesses", "described", "reported_gerund", INDIRECT, "described doing"),
    ("And as the mayor pointed out, the flood took [[40]] homes.",
     "the mayor", "pointed", "reported_as", INDIRECT, "'as' behind a conjunction"),
    ("Omar Haddad released a statement confirming [[40]] lost homes.",
     "Omar Haddad", "confirming", "reported_noun", INDIRECT, "a statement that confirms"),
    ("An audit of the dams identified [[40]] leaks.",
     "An audit of the dams", "identified", "reported_noun", INDIRECT, "identified by research"),
    ("The town attributed the loss of [[40]] homes to the storm.",
     "The town", "attributed", "reported_noun", INDIRECT, "attributed"),
    ("The keeper cautioned farmers not to build [[40]] homes on the bank.",
     "The keeper", "cautioned", "reported_infinitive", INDIRECT, "cautioned to"),
    ("THE FLOOD - Ana Reyes and Omar Haddad: “It took [[40]] homes.”",
     "Ana Reyes and Omar Haddad", ":", "quoted", DIRECT, "a label of two names"),
    ("Ana Reyes made clear that [[40]] homes were lost.",
     "Ana Reyes", "clear", "reported_adjective", INDIRECT, "made clear"),
    ("Ana Reyes made it clear that [[40]] homes were lost.",
     "Ana Reyes", "clear", "reported_adjective", INDIRECT, "made it clear"),
    ("Ana Reyes is confident that [[40]] homes will stand.",
     "Ana Reyes", "confident", "reported_adjective", INDIRECT, "confident that"),
    ("Ana Reyes was not sure whether [[40]] homes were lost.",
     "Ana Reyes", "sure", "reported_adjective", INDIRECT, "sure whether"),
    ("Ana Reyes fired back that [[40]] homes were lost.",
     "Ana Reyes", "fired", "reported_clause", INDIRECT, "fired back"),
    ("Ana Reyes called on the town to rebuild [[40]] homes.",
     "Ana Reyes", "called", "reported_infinitive", INDIRECT, "called on"),
    ("The guards told the farmers to leave [[40]] homes.",
     "The guards", "told", "reported_infinitive", INDIRECT, "told to"),
    ("The bank values the port at [[40]] million euros.",
     "The bank", "values", "reported_at", INDIRECT, "valued at"),
    ("Surveyors ascertained that [[40]] homes were lost.",
     "Surveyors", "ascertained", "reported_clause", INDIRECT, "ascertained"),
    ("More from Haddad: “The flood took [[40]] homes.”", "Haddad", ":", "quoted", DIRECT, "a label behind 'from'"),
    ("The flood is over - Haddad: “It took [[40]] homes.”", "Haddad", ":", "quoted", DIRECT, "a label behind a dash"),
    ("The flood is over.\nHaddad: “It took [[40]] homes.”", "Haddad", ":", "quoted", DIRECT, "a label of one word"),
    ("Rep. Omar Haddad (R-Ohio): “The flood took [[40]] homes.”",
     "Rep. Omar Haddad", ":", "quoted", DIRECT, "a label with a party in brackets"),
    ("The Haddad family replied in May by announcing [[40]] further dinners - some of them at sea.",
     "The Haddad family", "announcing", "reported_noun", INDIRECT, "an apposition far behind its noun"),
    ("He is hailing the year Reyes spent mending dams and adding that she owes [[40]] million.",
     "He", "adding", "reported_clause", INDIRECT, "a second participle of the same form"),
    ("Since there was no such dam, a keeper who wrote at night to explain the new rules said Monday that [[40]] homes "
     "were lost.",
     "a keeper", "said", "reported_clause", INDIRECT, "a subject before its relative clause"),
    ("So the port had to sell its tug for [[40]] million euros, shipping documents show.",
     "shipping documents", "show", "closing_document", INDIRECT, "documents at the end that the parser hung too low"),
    ("A town archive search found last year that farmers had lost [[40]] barns.",
     "A town archive search", "found", "reported_clause", INDIRECT, "a finite verb taken for a participle"),
    ("Haddad was quick to add that [[40]] homes were lost.",
     "Haddad", "add", "reported_clause", INDIRECT, "quick to add"),
    ("Reyes is continuing to insist that [[40]] homes were lost.",
     "Reyes", "insist", "reported_clause", INDIRECT, "continuing to insist"),
    ("The guild lists the number of its boats in May as [[40]].",
     "The guild", "lists", "reported_at", INDIRECT, "listed as"),
    ("Adler ended the meeting by announcing it would take [[40]] homes.",
     "Adler", "announcing", "reported_by_order", INDIRECT, "by announcing"),
    ("She began to explain that, because the dam had held, [[40]] homes were safe.",
     "She", "explain", "reported_by_order", INDIRECT, "an aside right behind 'that'"),
    ("While he's said [[40]] homes were lost, few believe him.",
     "he", "said", "reported_clause", INDIRECT, "has, shortened"),
    ("Early said he would rebuild [[40]] homes.",
     "Early", "said", "reported_clause", INDIRECT, "a surname like an adverb"),
    ('"The flood took [[40]] homes from us," Ana Reyes said.',
     "Ana Reyes", "said", "quoted", DIRECT, "a quotation before its cue"),
    ("Ana Reyes released a statement saying that [[40]] homes were lost.",
     "Ana Reyes", "saying", "reported_clause", INDIRECT, "a message sent out"),
    ("The mayor alleged in the suit that the flood took [[40]] homes.",
     "The mayor", "alleged", "reported_clause", INDIRECT, "what is said in a document"),
    ("Omar Haddad thanked Ana Reyes, a baker who found that the flood took [[40]] homes.",
     "Ana Reyes, a baker", "found", "reported_clause", INDIRECT, "who was described before 'who'"),
    ("Ana Reyes struck back in an article stating that [[40]] homes were lost.",
     "Ana Reyes", "stating", "reported_clause", INDIRECT, "an article written"),
    ("A poll shows Lee ahead of Kim, who has [[40]] percent.",
     "A poll", "shows", "reported_noun", INDIRECT, "how a rival stands in a poll"),
    ("The WHO said [[40]] people had died.", "The WHO", "said", "reported_clause", INDIRECT, "no pronoun in capitals"),
    ('"We have [[40]] doses," said WHO chief Ana Reyes.',
     "WHO chief Ana Reyes", "said", "quoted", DIRECT, "a body's head after her quotation"),
    ("The flood took 12 homes and hurt [[40]] others, doctors and sailors said.",
     "doctors and sailors", "said", "reported_clause", INDIRECT, "two that the parser took for hurt"),
    ("The port bought [[40]] boats from the sailors, added the minister.",
     "the minister", "added", "reported_parenthesis", INDIRECT, "a cue and its source at the end"),
    ("The ministry reported 12 deaths, bringing the total to [[90]].",
     "The ministry", "reported", "reported_noun", INDIRECT, "what the reported comes to"),
    ("Israeli strikes killed at least [[25]] Palestinians across the north, medics said, as the toll passed 90.",
     "medics", "said", "reported_parenthesis", INDIRECT, "two subjects, the verb of the first not seen"),
    ("Officials said of the [[18]] boats that sank, 16 were new.",
     "Officials", "said", "reported_clause", INDIRECT, "the whole before the clause"),
    ("Syrian government air strikes killed at least [[42]] people in the north, the Rights Group said on Monday.",
     "the Rights Group", "said", "reported_parenthesis", INDIRECT, "a verb taken for a participle"),
    ("Officials raised the death toll to [[81]] on Friday.",
     "Officials", "raised", "revised_toll", INDIRECT, "those who change a toll"),
    ("As per the port authority, the flood took [[40]] homes.",
     "the port authority", "As per", "according_to", INDIRECT, "as per those who tell"),
    ("The flood took [[40]] homes, as per data shared by the port.",
     "data shared by the port", "as per", "according_to", INDIRECT, "as per figures"),
    ("Divers determined that [[40]] men had sunk with the ship.",
     "Divers", "determined", "reported_clause", INDIRECT, "what was found"),
    ("Port spokesman Omar al-Haddad said [[40]] boats sank.",
     "Port spokesman Omar al-Haddad", "said", "reported_clause", INDIRECT, "a name with its article"),
    ("The broker estimates the delay at 15 months, and puts unpaid rent at up to Rs [[4]]bn.",
     "The broker", "puts", "reported_at", INDIRECT, "a sum with its magnitude in letters"),
    ("They met her claim in May that the flood took [[40]] homes.",
     "her", "claim", "nominal_clause", INDIRECT, "a noun, a time and 'that'"),
    ("The flood took fewer homes than the [[40]] that Ana Reyes expected.",
     "Ana Reyes", "expected", "reported_relative", INDIRECT, "an amount foreseen in a relative clause"),
    ("A third baker said that the flood took [[40]] homes.",
     "A third baker", "said", "reported_clause", INDIRECT, "a third one is no share"),
    ("Ana Reyes spoke, citing a Herald report that the flood took [[40]] homes.",
     "a Herald report", "report", "nominal_clause", INDIRECT, "a report that somebody cites"),
    ('Ana Reyes said: "The flood took [[40]] homes from us."',
     "Ana Reyes", "said", "quoted", DIRECT, "a quotation after a colon"),
    ('"The flood took [[40]] homes from us," said Ana Reyes, a baker.',
     "Ana Reyes, a baker", "said", "quoted", DIRECT, "an inverted cue"),
    ('"The flood came at night," Ana Reyes said, "and it took [[40]] homes from us."',
     "Ana Reyes", "said", "quoted", DIRECT, "the second half of a split quotation"),
    ('"The flood took [[40]] homes," Ana Reyes said. "We were asleep when it came."',
     "Ana Reyes", "said", "quoted", DIRECT, "the first of two quotations"),
    ('"The flood came at night," Ana Reyes said. "It took [[40]] homes from our street."',
     "Ana Reyes", "said", "quoted", DIRECT, "a quotation after the cue's sentence"),
    ('Ana Reyes said the flood "took [[40]] homes from our street" in May.',
     "Ana Reyes", "said", "reported_clause", DIRECT, "mixed: the number inside the marks"),
    ('Ana Reyes said that [[40]] homes "went down the river like paper" in May.',
     "Ana Reyes", "said", "reported_clause", INDIRECT, "mixed: the number outside the marks"),
    ('"We lost [[40]] homes in that flood," she beamed.', "she", "beamed", "quoted", DIRECT, "a verb of the voice"),
    ('"We lost [[40]] homes in that flood," Ana Reyes nodded.',
     "Ana Reyes", "nodded", "quoted", DIRECT, "any verb beside a quotation"),
    ('The answer of the mayor was short: "We lost [[40]] homes in that flood."',
     "The answer of the mayor", "was", "quoted", DIRECT, "a longer subject up to a colon"),
    ('His answer was short: "We lost [[40]] homes in that flood."',
     "His answer", "was", "quoted", DIRECT, "a main clause up to a colon"),
    ("“I saw [[40]] homes go,” Ana Reyes said.", "Ana Reyes", "said", "quoted", DIRECT, "curly marks"),
    ('"The flood came at night," Ana Reyes said.\n\n"It took [[40]] homes from our street."',
     "Ana Reyes", "said", "quoted", DIRECT, "a quotation in the next paragraph"),
    ('Ana Reyes said: "The flood came at night and we were asleep.\n\n"It took [[40]] homes from our street."',
     "Ana Reyes", "said", "quoted", DIRECT, "a quotation left open before a new paragraph"),
    ('Ana Reyes said the river rose at night.\n\n"It took [[40]] homes from our street."',
     "Ana Reyes", "said", "quoted_continued", DIRECT, "a first quotation in the next paragraph"),
    ("Ana Reyes said the river rose at night. He added that [[40]] homes were gone.",
     "He", "added", "reported_clause", INDIRECT, "a report goes on with a pronoun"),
    ("Poll: [[40]] percent of drivers want new buses", "Poll", ":", "label", INDIRECT, "a label opens a headline"),
    ("[[40]] homes lost in river flood: officials", "officials", ": ", "label", INDIRECT, "a label closes a headline"),
    ("[[40]] homes lost in river flood - Health Ministry",
     "Health Ministry", " - ", "label", INDIRECT, "a name closes a headline after a dash"),
    ("The river rose.\n\nMAYOR: The flood took [[40]] homes.",
     "MAYOR", ":", "label", INDIRECT, "a speaker in capitals inside the article"),
    ('The river rose.\n\n"The flood took [[40]] homes from our street." - Ana Reyes',
     "Ana Reyes", "-", "quoted", DIRECT, "a name signs a quotation"),
    ("Police said that [[40]] boats sank in the storm.", "Police", "said", "reported_clause", INDIRECT, "said that"),
    ("Police said [[40]] boats sank in the storm.", "Police", "said", "reported_clause", INDIRECT, "said without that"),
    ("[[40]] boats sank in the storm, police said on Monday.",
     "police", "said", "reported_clause", INDIRECT, "the cue closes the sentence"),
    ("[[40]] boats sank in the storm, said Omar Haddad, who runs the port.",
     "Omar Haddad", "said", "reported_clause", INDIRECT, "inverted, indirect"),
    ("The storm, police said, sank [[40]] boats.",
     "police", "said", "reported_parenthesis", INDIRECT, "the cue in the middle"),
    ("Police said that the storm had passed; [[40]] boats were lost at sea.",
     "Police", "said", "reported_clause", INDIRECT, "the clause after a semicolon"),
    ("Police said that, with the harbour shut, [[40]] boats had sunk.",
     "Police", "said", "reported_clause", INDIRECT, "a phrase between that and the clause"),
    ("The minister told reporters that [[40]] boats had sunk.",
     "The minister", "told", "reported_clause", INDIRECT, "those told stand before that"),
    ("The minister said in a speech on Monday that [[40]] boats had sunk.",
     "The minister", "said", "reported_clause", INDIRECT, "an occasion stands before that"),
    ("The agency found that [[40]] boats had sunk.", "The agency", "found", "reported_clause", INDIRECT, "a finding"),
    ("Omar Haddad blamed the storm, adding that [[40]] boats had sunk.",
     "Omar Haddad", "adding", "reported_clause", INDIRECT, "a participle after a comma"),
    ("Omar Haddad said the storm was bad and added that [[40]] boats had sunk.",
     "Omar Haddad", "added", "reported_clause", INDIRECT, "a second cue of the same source"),
    ("Omar Haddad came to the port and warned that [[40]] boats could sink.",
     "Omar Haddad", "warned", "reported_clause", INDIRECT, "the subject of the first verb"),
    ("The inspector, who said that [[40]] boats had sunk, left the port.",
     "The inspector", "said", "reported_clause", INDIRECT, "a relative clause's antecedent"),
    ("The inspector left the port after saying that [[40]] boats had sunk.",
     "The inspector", "saying", "reported_clause", INDIRECT, "a participle after 'after'"),
    ("She went on to say that [[40]] boats had sunk.", "She", "say", "reported_clause", INDIRECT, "went on to say"),
    ("Omar Haddad was quoted as saying that [[40]] boats had sunk.",
     "Omar Haddad", "saying", "reported_clause", INDIRECT, "was quoted as saying"),
    ("[[40]] boats are reported by the coast guard to have sunk.",
     "the coast guard", "reported", "reported_infinitive", INDIRECT, "a passive with its agent"),
    ("The owner accused the captain of sinking [[40]] boats.",
     "The owner", "accused", "reported_about", INDIRECT, "the accuser is"),
    ("The bank expects [[40]] branches to close next year.",
     "The bank", "expects", "reported_clause", INDIRECT, "expects X to"),
    ("The bank promised to close [[40]] branches next year.",
     "The bank", "promised", "reported_infinitive", INDIRECT, "promised to"),
    ("The ministry put the toll at [[40]].", "The ministry", "put", "reported_at", INDIRECT, "put the toll at"),
    ("The company announced [[40]] layoffs on Monday.",
     "The company", "announced", "reported_noun", INDIRECT, "an object with a number"),
    ("The survey found [[40]] boats on the beach.",
     "The survey", "found", "reported_noun", INDIRECT, "research finds figures"),
    ("The agency warned of [[40]] deaths in the coming days.",
     "The agency", "warned", "reported_about", INDIRECT, "warned of"),
    ('"I think that [[40]] boats sank in that storm," Omar Haddad said.',
     "Omar Haddad", "said", "quoted", DIRECT, "the first person inside a quotation is its speaker"),
    ("According to the port, [[40]] boats sank.",
     "the port", "According to", "according_to", INDIRECT, "according to, in front"),
    ("[[40]] boats sank, according to the port.",
     "the port", "according to", "according_to", INDIRECT, "according to, at the end"),
    ("The storm, according to Omar Haddad, sank [[40]] boats.",
     "Omar Haddad", "according to", "according_to", INDIRECT, "according to, in the middle"),
    ("[[40]] boats sank, per the report.", "the report", "per", "according_to", INDIRECT, "per a document"),
    ("Based on the port's estimates, [[40]] boats sank.",
     "the port's estimates", "Based on", "based_on", INDIRECT, "based on a document"),
    ("By the port's count, [[40]] boats sank.", "the port", "By", "in_the_view_of", INDIRECT, "by X's count"),
    ("In the view of Omar Haddad, [[40]] boats are too many.",
     "Omar Haddad", "In", "in_the_view_of", INDIRECT, "in the view of"),
    ("In a poll by the college, [[40]] percent of voters backed the mayor.",
     "a poll by the college", "In", "in_a_survey", INDIRECT, "in a poll"),
    ("Under a law passed in May, drivers can be jailed for [[40]] days.",
     "a law passed in May", "Under", "under_a_law", INDIRECT, "under a law"),
    ("The bank's forecast of [[40]] percent growth was wrong.",
     "The bank", "forecast", "nominal_phrase", INDIRECT, "a forecast of"),
    ("The army rejected the mayor's claim that [[40]] boats had sunk.",
     "the mayor", "claim", "nominal_clause", INDIRECT, "a claim that"),
    ("The firm kept its promise to hire [[40]] drivers.",
     "its", "promise", "nominal_infinitive", INDIRECT, "a promise to"),
    ("The bank's forecast is [[40]] percent.", "The bank", "forecast", "nominal_predicate", INDIRECT, "a forecast is"),
    ("The bank raised its forecast to [[40]] percent.",
     "The bank", "forecast", "revised_estimate", INDIRECT, "raised its forecast"),
    ("A survey by the college showed that [[40]] percent of voters were tired.",
     "A survey by the college", "showed", "reported_clause", INDIRECT, "a survey shows"),
    ("Police records show that [[40]] boats were stolen.",
     "Police records", "show", "reported_clause", INDIRECT, "records show"),
    ("Data from the ministry suggest that [[40]] boats were stolen.",
     "Data from the ministry", "suggest", "reported_clause", INDIRECT, "data suggest"),
    ("The storm sank [[40]] boats, campaign records show.",
     "campaign records", "show", "closing_document", INDIRECT, "documents close the sentence"),
    ("Storm sinks [[40]] boats, police say",
     "police", "say", "reported_clause", INDIRECT, "a headline closed by its cue"),
    ("Minister: [[40]] boats lost in storm", "Minister", ":", "label", INDIRECT, "a headline opened by its speaker"),
    ("The newspaper said, citing port officials, that [[40]] boats had sunk.",
     "port officials", "citing", "citing", INDIRECT, "citing"),
    ("The newspaper said [[40]] boats had sunk, citing port officials.",
     "port officials", "citing", "citing", INDIRECT, "citing at the end"),
    ("The newspaper said [[40]] boats had sunk, missing port officials.",
     "The newspaper", "said", "reported_clause", INDIRECT, "another participle"),
    ("As Omar Haddad said, [[40]] boats sank in the storm.",
     "Omar Haddad", "said", "reported_as", INDIRECT, "as X said, in front"),
    ("[[40]] boats sank in the storm, as the port reported.",
     "the port", "reported", "reported_as", INDIRECT, "as X reported, at the end"),
    ('The river rose. Ana Reyes: "It took [[40]] homes from our street in one night."',
     "Ana Reyes", ":", "quoted", DIRECT, "a name and a colon before a quotation, in mid-paragraph"),
    ('Ana Reyes said the river took [[40]] homes.\n\nOver the door, a line: "Here we are dry in every storm."',
     "Ana Reyes", "said", "reported_clause", INDIRECT, "a quotation after a colon in a paragraph without a cue"),
    ("The port opened in May. [[40]] boats sank, the records show.",
     "the records", "show", "reported_clause", INDIRECT, "documents with an article close the sentence"),
    ("Omar Haddad said the port warned of a storm and added that [[40]] boats had sunk.",
     "the port", "added", "reported_clause", INDIRECT, "what is added to a warning inside a report"),
    ("[[40]] boats sank, according to the plan.",
     "the plan", "according to", "according_to", INDIRECT, "according to the plan, a document"),
    ('He told the crowd: "We lost [[40]] homes in that flood, and I will not forget it."',
     "He", "told", "quoted", DIRECT, "a verb with those told, and a colon"),
    ('The storm "took [[40]] homes in one single night", Ana Reyes said.',
     "Ana Reyes", "said", "quoted", DIRECT, "mixed, with the cue at the end"),
    ('The senator called the fee "a $[[40]] tax on every poor family in town".',
     "The senator", "called", "naming", DIRECT, "naming inside quotation marks"),
    ('Some 60 percent of voters said the fee was "a $[[40]] tax on every poor family in town".',
     "Some 60 percent of voters", "said", "respondents", DIRECT, "respondents inside quotation marks"),
    ('Residents heard that the fee was "a $[[40]] tax on every poor family in town".',
     "Residents", "heard", "knowledge", DIRECT, "knowledge inside quotation marks"),
    ('The senator backed "a $[[40]] tax on every rich family in town".',
     "The senator", "backed", "stance", DIRECT, "a stance inside quotation marks"),
    ("Lawmakers briefed on the matter said [[40]] boats had sunk.",
     "Lawmakers briefed on the matter", "said", "reported_by_order", INDIRECT, "a noun with a participle, by order"),
    ("A spokesman for the port, speaking on Monday, said [[40]] boats had sunk.",
     "A spokesman for the port", "said", "reported_clause", INDIRECT, "a participle between source and cue"),
    ("Asked about the storm, the mayor said [[40]] boats sank.",
     "the mayor", "said", "reported_clause", INDIRECT, "a participle before the source"),
    ("In May, said the mayor, [[40]] boats sank.",
     "the mayor", "said", "reported_clause", INDIRECT, "inverted in the middle"),
    ("The mayor said: [[40]] boats sank.", "The mayor", "said", "reported_clause", INDIRECT, "a colon without marks"),
    ("Wages rose [[40]] percent but prices fell, the bank said.",
     "the bank", "said", "reported_clause", INDIRECT, "both halves before a closing cue"),
    ("Prices fell 5 percent, the bank said, while wages rose [[40]] percent.",
     "the bank", "said", "reported_parenthesis", INDIRECT, "after a cue in the middle"),
    ("The witness testified that 12 boats sank, that the sea was rough and that [[40]] men swam.",
     "The witness", "testified", "reported_clause", INDIRECT, "the third of three clauses"),
    ("Police say 12 boats sank, but the port puts the number at [[40]].",
     "the port", "puts", "reported_at", INDIRECT, "the other one's figure"),
    ("Police say [[12]] boats sank, but the port puts the number at 40.",
     "Police", "say", "reported_clause", INDIRECT, "one's figure against the other's"),
    ("The port estimates losses at $[[40]] million.",
     "The port", "estimates", "reported_at", INDIRECT, "estimates something at"),
    ("The port expects to lose [[40]] jobs.", "The port", "expects", "reported_infinitive", INDIRECT, "expects to"),
    ("Officials said Monday they will order [[40]] men to leave.",
     "Officials", "said", "reported_clause", INDIRECT, "what they say they will order"),
    ("The army denied that [[40]] men were killed.", "The army", "denied", "reported_clause", INDIRECT, "denied that"),
    ("The minister hopes for [[40]] new schools.", "The minister", "hopes", "reported_about", INDIRECT, "hopes for"),
    ("UN says [[40]] boats sank off coast",
     "UN", "says", "reported_clause", INDIRECT, "a headline opened by name and cue"),
    ("[[40]] boats sank off coast, says UN",
     "UN", "says", "reported_clause", INDIRECT, "a headline closed by an inverted cue"),
    ("Study: Bees fly [[40]] miles a day", "Study", ":", "label", INDIRECT, "a headline opened by a document"),
    ("Mayor warns of [[40]] closures", "Mayor", "warns", "reported_about", INDIRECT, "a headline with warns of"),
    ("The poll showed Lee at [[40]] percent, followed by Kim at 20 percent.",
     "The poll", "showed", "reported_noun", INDIRECT, "a poll's first figure"),
    ("The poll showed Lee at 40 percent, followed by Kim at [[20]] percent.",
     "The poll", "showed", "reported_noun", INDIRECT, "a poll's second figure"),
    ("The company reported a loss of $[[40]] million.",
     "The company", "reported", "reported_noun", INDIRECT, "reported a loss"),
    ("The forecast by the bank for [[40]] percent growth was wrong.",
     "the bank", "forecast", "nominal_phrase", INDIRECT, "a forecast by, for"),
    ("It remains unclear whether [[40]] or 50 boats sank, officials said.",
     "officials", "said", "reported_clause", INDIRECT, "doubt that is reported"),
    ("Lena Moss told the paper that the minister said [[40]] boats had sunk.",
     "the minister", "said", "reported_clause", INDIRECT, "the inner one of two sayings"),
    ("The newspaper reported on Monday that, according to the port, [[40]] boats had sunk.",
     "the port", "according to", "according_to", INDIRECT, "according to, inside a report"),
    ("The newspaper quoted the port as saying that [[40]] boats had sunk.",
     "the port", "saying", "reported_clause", INDIRECT, "quoted X as saying"),
    ("40 boats sank in Lagos, and, according to the port, [[12]] men swam.",
     "the port", "according to", "according_to", INDIRECT, "according to, of the second clause"),
    ("The bank warned in June of [[40]] closures.",
     "The bank", "warned", "reported_about", INDIRECT, "warned in June of"),
    ("The army denied killing [[40]] men.", "The army", "denied", "reported_gerund", INDIRECT, "denied doing"),
    ("According to a port survey, most crews in [[40]] harbours say they lost nets.",
     "a port survey", "According to", "according_to", INDIRECT, "the subject right after an opening phrase"),
    ("Sales rose, but the true figure (closer to [[40]] boats, according to the port) was hidden.",
     "the port", "according to", "according_to", INDIRECT, "a phrase inside brackets"),
    ("A spokesman for the yard - a firm from Hull - noted that [[40]] boats had sunk.",
     "A spokesman for the yard - a firm from Hull", "noted", "reported_clause", INDIRECT, "an aside between dashes"),
    ("The mayor said the city needs a wall, but that it cannot pay [[40]] workers.",
     "The mayor", "said", "reported_clause", INDIRECT, "but that"),
    ("A Harbour Watch poll showed Ana Reyes ahead, while Tomas Lund was at [[40]] percent.",
     "A Harbour Watch poll", "showed", "reported_noun", INDIRECT, "while, after what a poll shows"),
    ("Of the 90 boats, [[40]] sank, the port says.",
     "the port", "says", "reported_clause", INDIRECT, "a share of a whole"),
    pytest.param(
        "The plan would cost [[40]] jobs, critics of the port, led by Ana Reyes, say.",
        "critics of the port", "say", "reported_clause", INDIRECT, "a participle between source and closing cue",
        marks=xfail("the parser loses the subject over two commas"),
    ),
    ('In May the Hartley poll found that "twice as many bakers said bread was dear ([[40]] percent) as it was cheap."',
     "the Hartley poll", "found", "quoted", DIRECT, "those asked, inside a quotation"),
    ("A poll found that bakers rated the bread as good by a ratio of [[4]] to one.",
     "A poll", "found", "reported_clause", INDIRECT, "what a poll says that people think"),
    ("Ana Reyes added that blaming the mayor was like saying the flood took [[40]] homes.",
     "Ana Reyes", "added", "reported_clause", INDIRECT, "an act that is like saying something"),
    ("In the Hartley poll, 40 percent back Reyes, up [[4]] points from a survey in May.",
     "the Hartley poll", "In", "in_a_survey", INDIRECT, "compared with an earlier survey"),
    ("Ana Reyes spoke to a crowd that the police estimated at [[300]] people.",
     "the police", "estimated", "reported_relative", INDIRECT, "a crowd put at so many in a relative clause"),
    ("The contracts, which the mayor says will not expire for another [[6]] years, are dear.",
     "the mayor", "says", "reported_clause", INDIRECT, "a cue inside a relative clause"),
    ("The plan was liked by Ana Reyes, who has called for [[40]] boats.",
     "Ana Reyes", "called", "reported_about", INDIRECT, "what somebody calls for"),
    ("Some 20 percent of bakers in a recent Hartley poll said they like tea; [[29]] percent said they like milk.",
     "a recent Hartley poll", "in", "in_a_survey", INDIRECT, "further shares of those in a poll"),
    ("Growth was below the [[5]] percent most analysts expected.",
     "most analysts", "expected", "foreseen", INDIRECT, "who foresaw an amount, by word order"),
    ("It was weaker than the [[4]] percent economists had predicted, the bank said.",
     "economists", "predicted", "foreseen", INDIRECT, "who foresaw an amount, inside a report"),
    ("The team praised the calm in the streets saying [[40]] shops had opened.",
     "The team", "saying", "reported_clause", INDIRECT, "what can say nothing before 'saying'"),
    ("It beat the [[2]] percent anticipated by most brokers.",
     "most brokers", "anticipated", "foreseen", INDIRECT, "by whom an amount was foreseen"),
    ("They will reap 20 million tons, less than a goal of [[21]] million tons, the farm ministry forecast on Monday.",
     "the farm ministry", "forecast", "closing_forecast", INDIRECT, "a forecast taken for a noun"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("marked", "source", "cue", "rule", "kind", "reason"), named(SAID))
def test_somebody_answers_for_the_number(
    annotator: Annotator, marked: str, source: str, cue: str, rule: str, kind: QuoteKind, reason: str
) -> None:
    text, found = asked(annotator, marked)
    assert found is not None
    assert (cut(text, found.source), cut(text, found.cue), found.rule, found.quote) == (source, cue, rule, kind)


# Text, why.
NOBODY = [
    ("The guild has put [[40]] in boats with orders to take nine sheep.", "put, but at no sum"),
    ("The vote put Reyes in [[2]] camps as a guest.", "put in so many camps"),
    ("The police met the [[40]] men that they were looking for.", "men looked for"),
    ("Posters from the show that ran [[40]] days were sold.", "a show that ran"),
    ("It is clear that [[40]] homes were lost.", "it is clear"),
    ("The mayor made sure that [[40]] homes were safe.", "made sure"),
    ("The mayor was so worried that he left [[40]] homes.", "so worried that"),
    ('"We lost the farms."\n\n- Reyes won [[40]] votes.', "an item of a list behind a quotation"),
    ("It was not possible to verify the claim that [[40]] homes were lost.", "a claim that somebody checks"),
    ("It was over when the [[40]] keepers had expected.", "those who expect, counted"),
    ("The mayor pledged [[40]] million euros on Monday.", "a pledge of money is an act"),
    ("The survey of farmers has a margin of error of [[40]] percentage points.", "what a poll is like"),
    ("The clinic sees [[40]] percent of its patients at home.", "a share that is met with"),
    ("He had [[40]] coins.", "what somebody has"),
    ("A guard identified [[40]] men.", "men picked out"),
    ("Taxpayers confirming [[40]] losses will be paid.", "a participle that tells which ones"),
    ("The mayor made [[40]] clear rules.", "no clear statement made"),
    ("Guards fired back at [[40]] men.", "fired back with guns"),
    ("The flood is over.\nPhoto: “It took [[40]] homes.”", "a short label that names a thing"),
    ("Asked whether the flood was over, he rebuilt [[40]] homes.", "what follows a question is no part of it"),
    ("The mayor regards the [[40]] new flats as a mistake.", "what somebody takes something for"),
    ("Critics call the dam a gift of [[40]] million euros.", "what somebody calls something"),
    ("It's said that [[40]] homes were lost.", "it is said"),
    ("Ana Reyes nodded. The flood took [[40]] homes.", "that verb without a quotation"),
    ("Ana Reyes said the river rose at night.\n\nThe flood took [[40]] homes from one street.",
     "the next paragraph without marks"),
    ("Ana Reyes said the river rose at night. Then [[40]] homes were gone.", "a next sentence without a cue"),
    ("[[40]] homes lost in river flood: a bitter night", "a second thought closes a headline"),
    ("Watch: [[40]] homes lost in river flood", "a label that names a section"),
    ("The river rose.\n\nThe list: The flood took [[40]] homes.", "no speaker before a colon"),
    ("The storm sank [[40]] boats.", "nobody says it"),
    ("Although the port is not saying who owned them, [[40]] boats sank.",
     "a main clause after 'although X is not saying'"),
    ("Although [[40]] boats sank, the port said the storm was mild.", "a clause before the cue's own"),
    ("The crew shouted as [[40]] boats sank.", "what happened meanwhile"),
    ("Omar Haddad came to the port and sank [[40]] boats.", "a second verb that is no cue"),
    ("It is too early to say that [[40]] boats sank.", "a bare infinitive"),
    ("[[40]] boats are believed to have sunk in the storm.", "a passive without agent: nobody"),
    ("It is feared that [[40]] boats have sunk.", "it is feared: nobody"),
    ("The captain was accused of sinking [[40]] boats.", "the accused is not the source"),
    ("The captain was told that [[40]] boats had sunk.", "the one told is not the source"),
    ("[[40]] boats seem to have sunk in the storm.", "hearsay"),
    ("With the toll projected to rise to [[40]], the port was shut.", "an absolute phrase"),
    ("The toll is projected to rise to [[40]] by Friday.", "the same as a main verb"),
    ("The bank failed to close [[40]] branches next year.", "failed to"),
    ("The ministry put [[40]] tents on the hill.", "put things somewhere"),
    ("The company hired [[40]] drivers on Monday.", "an object of a verb that is no cue"),
    ("Police found [[40]] boats on the beach.", "police find things"),
    ("The agency spoke with [[40]] doctors in the coming days.", "spoke with"),
    ("Some 60 percent of voters said they owned [[40]] books.", "respondents outside quotation marks"),
    ("Residents know that [[40]] boats sank in the storm.", "knowledge"),
    ("The senator praised the [[40]] sailors of the port.", "a stance on something counted"),
    ("The senator called the $[[40]] fee a scandal.", "what is named is no claim of the one who names it"),
    ("[[40]] boats sank according to plan.", "according to plan"),
    ("Fish costs [[40]] dollars per kilo.", "per as a denominator"),
    ("Based on the coast, the firm owns [[40]] boats.", "based at a place"),
    ("In the town of Omar Haddad, [[40]] boats sank.", "in the town of"),
    ("In a hall of the college, [[40]] percent of voters backed the mayor.", "in a hall"),
    ("Under a bridge built in May, [[40]] drivers slept.", "under a bridge"),
    ("The bank's hall of [[40]] columns was wrong.", "a noun that is no saying"),
    ("The army sank the mayor's ship that [[40]] boats had towed.", "a thing that"),
    ("The firm kept its right to hire [[40]] drivers.", "a right to"),
    ("The bank's door is [[40]] feet high.", "a door is"),
    ("The bank raised its flag to [[40]] feet.", "raised its flag"),
    ("As Omar Haddad slept, [[40]] boats sank in the storm.", "what went on as somebody slept"),
    ("The storm was heavy, party records show; it sank [[40]] boats.",
     "after the semicolon that ends what documents show"),
    ("The port treated the storm as sinking [[40]] boats.", "as doing, of what was not said"),
    ("The owner sued the captain of [[40]] boats.", "sued the captain of"),
    ("The storm sank 12 boats, according to plan; [[40]] came home.", "according to plan, in the middle"),
    ("We said that [[40]] boats had sunk.", "the first person outside quotation marks"),
    ("Lawmakers briefed on the matter sank [[40]] boats.", "a noun with a participle and no cue"),
    ("The mayor has said [[40]] times that she will go.", "how often it was said"),
    ("The minister, whose house has [[40]] rooms, said that the toll was 12.", "a clause on the source"),
    ("Omar Haddad, [[40]], said the storm was bad.", "the age of the source"),
    ('"It was bad for all of us," said Omar Haddad, who lost [[40]] boats.', "a clause on the quoted one"),
    ("The mayor said the bridge, which carries [[40]] trains a day, would close.", "the reporter's aside"),
    ("The mayor said the bridge would close. The city has [[40]] schools.", "the sentence after"),
    ("The port lost [[40]] jobs.", "lost, without expecting"),
    ("The minister pays for [[40]] new schools.", "pays for"),
    ("Reportedly, [[40]] boats sank.", "hearsay by adverb"),
    ("There were reports that [[40]] boats had sunk.", "reports of nobody"),
    ("The company had a loss of $[[40]] million.", "had a loss"),
    ("The forecast for [[40]] percent growth was wrong.", "a forecast of nobody"),
    ("The mayor mentioned the storm, which sank [[40]] boats.", "an aside on what was mentioned"),
    ("All told, the flood took [[40]] homes.", "all told"),
    ("The port is investigating complaints that [[40]] boats sank.", "complaints investigated"),
    ("Ana Reyes mentioned the flood [[40]] times.", "how often something was mentioned"),
    ("The mayor rejected claims that [[40]] boats sank.", "claims of others rejected"),
    ("The mayor apologised after [[40]] boats sank.", "what went before an apology"),
    ("[[40]] boats sank in Lagos, and, according to the port, 12 men swam.", "the clause before 'and, according to'"),
    ("Although [[40]] boats sank, 12 came home, according to the port.",
     "a clause set against the one that a closing phrase speaks for"),
    ("Every baker – say, Reyes or Haddad – has an oven in [[40]] towns.", "'say' before an example"),
    ("A candidate needs [[15]] percent in the polls to come to the debate.", "no polls in particular"),
    ("Unlike Ana Reyes, who wants [[40]] boats, the rivals are not offering details.", "an object of its own"),
    ("The storms of last week claimed at least [[40]] lives.", "lives claimed"),
    ("Sales rose sharply, topping the average forecast of [[40]] million crates.", "what comes out against a forecast"),
    ("The port sold [[40]] boats, joined the navy.", "a joined verb that is no cue"),
    ("The port sold [[40]] boats, cited the report.", "a joined verb with an object"),
    ("The ministry reported a loss of 12 men, selling [[40]] boats.", "what went on beside"),
    ("Israeli strikes killed at least 25 Palestinians across the north, medics said, as the toll passed [[90]].",
     "what happened meanwhile, behind two subjects"),
    ("A second blast raised the death toll to [[81]].", "what changes a toll by itself"),
    ("The firm agreed to pay for the fire, which killed [[40]] men.", "the reporter's aside on what was agreed"),
    ("Divers came to determine what sank the ship that carried [[40]] men.", "what is still to be found"),
    ("The port paid [[40]] dollars as per the rules.", "as per rules"),
    ("KABUL: The storm sank [[40]] boats.", "a city at the head of a report"),
    ("The [[30]] analysts expected at the forum left.", "who is expected"),
    ("The [[30]] officials expected left early.", "who is expected, of those who also plan"),
    ("New Delhi: The board will hand out [[40]] prizes.", "a dateline"),
    ("The [[30]] guests expected by noon left.", "when they are expected"),
    ("It is worth remembering that [[40]] ships left.", "what is worth saying"),
    ("The firm raised its sales, earnings forecast by [[3]] percent.", "a forecast that is a noun"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("marked", "reason"), named(NOBODY))
def test_nobody_answers_for_the_number(annotator: Annotator, marked: str, reason: str) -> None:
    text, found = asked(annotator, marked)
    assert cut(text, found.source if found else None) == ""


# Text, rule, why: found, but no reason to hold anyone responsible.
WEAKER = [
    ("We said that 40 boats had sunk.", "first_person", "the first person"),
    ("They said that 40 boats had sunk.", "reported_clause", "the third person"),
    ("Some 60 percent of voters said they owned 40 books.", "respondents", "a share of those asked"),
    ("Some voters said they owned 40 books.", "reported_clause", "a group without a share"),
    ("Double the number of men said they owned 40 books.", "respondents", "so many times a number"),
    ("Residents know that 40 boats sank.", "knowledge", "knowledge"),
    ("Haddad supports raising the rent to 40 euros.", "stance", "an attitude to a deed with a figure"),
    ("The river rose again; 40 percent said they were afraid.", "respondents", "a share behind a semicolon"),
    ("Critics call the dam a gift.", "naming", "a name given"),
    ("The mayor regards the flats as a mistake.", "naming", "what something is taken for"),
    ("Residents say that 40 boats sank.", "reported_clause", "speech"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "rule", "reason"), named(WEAKER))
def test_sayings_that_hold_nobody_responsible_are_found_by_their_own_rule(
    annotator: Annotator, text: str, rule: str, reason: str
) -> None:
    assert [found.rule for found in read(annotator, text)[0]] == [rule]


# Text, source, cue, what the content holds, what it does not, why.
CONTENTS = [
    ("Police said the storm sank 40 boats.", "Police", "said", "the storm sank 40 boats", "Police", "a clause"),
    ("The storm sank 40 boats, police said.", "police", "said", "The storm sank 40 boats", "police", "a clause before"),
    ("The storm, police said, sank 40 boats.", "police", "said", "sank 40 boats", "police", "a clause cut in two"),
    ("The storm sank 40 boats. Police said the sea was rough.", "Police", "said", "the sea was rough", "boats",
     "not the sentence before"),
    ("The mayor said the bridge, which carries 40 trains a day, would close.", "The mayor", "said", "would close",
     "trains", "not the reporter's aside"),
    ("Omar Haddad, who runs the port, said 40 boats sank.", "Omar Haddad", "said", "40 boats sank", "runs",
     "not the clause on the source"),
    ("The port estimated that 40 boats sank and the town closed 12 schools.", "The port", "estimated",
     "closed 12 schools", "estimated", "both clauses joined by 'and'"),
    ("Police say 12 boats sank, but the port puts the number at 40.", "Police", "say", "12 boats", "40",
     "not what the other one puts"),
    ("The port estimates losses at $40 million.", "The port", "estimates", "losses at $40 million", "port",
     "the object and its figure"),
    ("The company announced 40 layoffs.", "The company", "announced", "40 layoffs", "company", "a noun phrase"),
    ("The agency warned of 40 deaths in May.", "The agency", "warned", "of 40 deaths", "agency", "a prepositional one"),
    ("40 boats sank, according to the port.", "the port", "according to", "40 boats sank", "port",
     "the sentence, without the phrase"),
    ("The bank's forecast of 40 percent growth was wrong.", "The bank", "forecast", "40 percent growth", "wrong",
     "what a noun announces"),
    ("The bank raised its forecast to 40 percent.", "The bank", "forecast", "40 percent", "bank",
     "the figure an estimate is raised to"),
    ('Ana Reyes said the flood "took 40 homes from our street".', "Ana Reyes", "said", "the flood", "Ana",
     "the words that lead into a quotation"),
    ('"The flood," Ana Reyes said, "took 40 homes from our street in one night."', "Ana Reyes", "said",
     "took 40 homes", "Reyes", "both halves of a split quotation"),
    ('"It was a bad night," the officer said of the storm that sank 40 boats.', "the officer", "said", "a bad night",
     "40", "not what was spoken of"),
    ("Although the port is not saying who owned them, 40 boats sank.", "the port", "saying", "who owned them",
     "boats", "not the main clause after 'although'"),
    ("Poll: Drivers want 40 new buses", "Poll", ":", "Drivers want 40 new buses", "Poll", "what follows a label"),
    ("Ana Reyes, mayor of the town, said 40 boats sank.", "Ana Reyes, mayor of the town", "said", "40 boats sank",
     "mayor", "not the apposition of the source"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "source", "cue", "holds", "lacks", "reason"), named(CONTENTS))
def test_contents(annotator: Annotator, text: str, source: str, cue: str, holds: str, lacks: str, reason: str) -> None:
    [found] = [one for one in read(annotator, text)[0] if (cut(text, one.source), cut(text, one.cue)) == (source, cue)]
    content = " / ".join(cut(text, span) for span in found.content)
    assert holds in content
    assert lacks not in content


# Text, source, those who relay it, why.
CHAINS = [
    ("Lena Moss told the paper that the minister said [[40]] boats had sunk.", "the minister", ["Lena Moss"],
     "a saying inside a saying"),
    ("The minister said [[40]] boats had sunk.", "the minister", [], "one saying has no relay"),
    ("The ministry said [[40]] boats had sunk, according to the newspaper.", "The ministry", ["the newspaper"],
     "a closing phrase around a saying"),
    ("The newspaper said, citing port officials, that [[40]] boats had sunk.", "port officials", ["The newspaper"],
     "citing in the middle"),
    ("Citing the port, the newspaper said [[40]] boats had sunk.", "the port", ["the newspaper"], "citing in front"),
    ("The newspaper said [[40]] boats had sunk, citing the port.", "the port", ["The newspaper"], "citing at the end"),
    ("Fearing the port, the newspaper said [[40]] boats had sunk.", "the newspaper", [], "no chain by another verb"),
    ("A letter, quoted by the newspaper, said that [[40]] boats had sunk.", "A letter", ["the newspaper"],
     "quoted by another"),
    ("A letter, signed by the minister, said that [[40]] boats had sunk.", "A letter", [], "signed by another"),
    ('"One man told me that [[40]] boats had sunk in that night," Lena Moss said.', "One man", ["Lena Moss"],
     "a saying inside a quotation"),
    ('"I think that [[40]] boats had sunk in that night," Lena Moss said.', "Lena Moss", [],
     "the quoted one's own thought is no chain"),
    ("Police said 12 boats sank. The port said [[40]] had sunk.", "The port", [], "two sayings side by side"),
    ("The minister said, quoting from a police report, that [[40]] boats had sunk.", "a police report",
     ["The minister"], "a relay named once"),
    ("The newspaper reported on Monday that, according to the port, [[40]] boats had sunk.", "the port",
     ["The newspaper"], "a phrase inside a report"),
    ("Police said 12 boats sank, while the port said [[40]] had sunk.", "the port", [], "set against by 'while'"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("marked", "source", "relays", "reason"), named(CHAINS))
def test_chains(annotator: Annotator, marked: str, source: str, relays: list[str], reason: str) -> None:
    text, found = asked(annotator, marked)
    assert found is not None
    assert cut(text, found.source).casefold() == source.casefold()
    assert [cut(text, relay) for relay in found.relayed_by] == relays


RECORDS = [("campaign", "records"), ("party", "filings")]


@pytest.mark.parametrize(("first", "second"), RECORDS, ids=[row[1] for row in RECORDS])
def test_documents_close_a_sentence_whatever_the_tagger_made_of_their_verb(
    build: Callable[[Sequence[tuple[str, str, str, int]]], ParsedSentence], first: str, second: str
) -> None:
    parsed = build([
        ("She", "PRP", "nsubj", 1), ("gave", "VBD", "ROOT", 1), ("40", "CD", "nummod", 3), ("coins", "NNS", "dobj", 1),
        (",", ",", "punct", 1), (first, "NN", "compound", 6), (second, "NNS", "compound", 7),
        ("show", "NN", "npadvmod", 1), (".", ".", "punct", 1),
    ])  # fmt: skip
    text = parsed.doc.text
    [found] = find_attributions(text, [parsed], ())
    assert (cut(text, found.source), cut(text, found.cue)) == (f"{first} {second}", "show")
    assert [cut(text, span) for span in found.content] == ["She gave 40 coins"]


def test_a_thing_that_is_no_document_closes_no_sentence(
    build: Callable[[Sequence[tuple[str, str, str, int]]], ParsedSentence],
) -> None:
    parsed = build([
        ("She", "PRP", "nsubj", 1), ("saw", "VBD", "ROOT", 1), ("40", "CD", "nummod", 3), ("acts", "NNS", "dobj", 1),
        (",", ",", "punct", 1), ("a", "DT", "det", 7), ("dog", "NN", "compound", 7), ("show", "NN", "appos", 3),
    ])  # fmt: skip
    assert not find_attributions(parsed.doc.text, [parsed], ())


# Parses that go wrong: words as word/tag/dependency/head, source, cue, the content's pieces, why.
MISREAD = [
    ("The/DT/det/1 town/NN/nsubj/2 lost/VBD/ccomp/13 40/CD/nummod/4 homes/NNS/dobj/2 ,/,/punct/13 "
     "maps/NNS/nsubj/13 drawn/VBN/acl/6 by/IN/agent/7 the/DT/det/11 River/NNP/compound/11 Bureau/NNP/pobj/8 "
     "itself/PRP/appos/11 show/NN/ROOT/13 ././punct/13",
     "maps drawn by the River Bureau itself", "show", ["The town lost 40 homes"], "a long source at the end"),
    ("According/VBG/ROOT/0 to/IN/prep/0 the/DT/det/3 guild/NN/pobj/1 ,/,/punct/3 40/CD/appos/3 of/IN/prep/5 "
     "the/DT/det/8 dams/NNS/pobj/6 survived/VBD/acl/3 ././punct/0",
     "the guild", "According to", ["40 of the dams survived"], "a source that swallowed the sentence"),
    ("As/IN/mark/2 Haddad/NNP/nsubj/2 spoke/VBD/advcl/13 ,/,/punct/2 a/DT/det/6 40-year-old/JJ/amod/6 "
     "dam/NN/nsubj/7 broke/VBD/advcl/2 in/IN/prep/7 two/CD/pobj/8 ,/,/punct/13 the/DT/det/12 guards/NNS/nsubj/13 "
     "said/VBD/ROOT/13 ././punct/13",
     "the guards", "said", ["As Haddad spoke , a 40-year-old dam broke in two"], "two clauses before a closing cue"),
    ("Friends/NNS/nsubj/1 believe/VBP/ccomp/10 his/PRP$/poss/3 years/NNS/dobj/1 as/IN/prep/3 a/DT/det/6 "
     "keeper/NN/pobj/4 ,/,/punct/1 however/RB/advmod/10 will/MD/aux/10 outweigh/VB/ROOT/10 40/CD/nummod/12 "
     "errors/NNS/dobj/10 ././punct/10",
     "Friends", "believe", ["his years as a keeper , however will outweigh 40 errors"], "a said clause made main"),
    ("Haddad/NNP/nsubj/1 alleged/VBD/ROOT/1 in/IN/prep/1 the/DT/det/4 suit/NN/pobj/2 that/WDT/pobj/9 Reyes/NNP/nsubj/7 "
     "made/VBD/relcl/4 40/CD/dobj/7 from/IN/prep/7 the/DT/det/11 boat/NN/pobj/9 ././punct/1",
     "Haddad", "alleged", ["that Reyes made 40 from the boat"], "'that' hung on a preposition that has its noun"),
    ("He/PRP/nsubj/1 saw/VBD/ROOT/1 crowds/NNS/dobj/1 that/IN/mark/5 police/NN/nsubj/5 put/VBD/ccomp/1 at/IN/prep/5 "
     "40/CD/pobj/6 ././punct/1",
     "police", "put", ["crowds that", "at 40"], "a relative clause taken for what is said"),
    ("Reyes/NNP/ROOT/0 claims/NNS/dobj/0 he/PRP/nsubj/3 won/VBD/ccomp/0 40/CD/nummod/5 votes/NNS/dobj/3 ././punct/0",
     "Reyes", "claims", ["he won 40 votes"], "a verb like a plural"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "source", "cue", "pieces", "reason"), named(MISREAD))
def test_word_order_mends_the_parse(
    build: Callable[[Sequence[tuple[str, str, str, int]]], ParsedSentence],
    words: str,
    source: str,
    cue: str,
    pieces: list[str],
    reason: str,
) -> None:
    rows = [word.rsplit("/", 3) for word in words.split(" ")]
    parsed = build([(word, tag, dependency, int(head)) for word, tag, dependency, head in rows])
    text = parsed.doc.text
    [found] = find_attributions(text, [parsed], ())
    assert (cut(text, found.source), cut(text, found.cue)) == (source, cue)
    assert [cut(text, span) for span in found.content] == pieces
