"""Extraction on trees made by hand: what each mechanism finds where the parse is right."""

import pytest

from graphkit.extract import extract
from graphkit.model import NOTHING_KNOWN, Naming
from tests.unit.trees import analysis, said

TAKES_OVER = """
    Shell  Shell  PROPN nsubj        2 B-ORG
    neemt  nemen  VERB  root         0 fin
    Eneco  Eneco  PROPN obj          2 B-ORG
    over   over   ADP   compound:prt 2
    .      .      PUNCT punct        2
"""
ACQUIRES = ("Shell", "acquires", "Eneco")


def test_a_separated_particle_belongs_to_its_verb():
    assert said(TAKES_OVER) == {(*ACQUIRES, "asserted")}


def test_a_passive_is_turned_round():
    assert said("""
        Eneco       Eneco     PROPN nsubj:pass 4 B-ORG
        werd        worden    AUX   aux:pass   4 fin
        snel        snel      ADJ   advmod     4
        overgenomen over_nemen VERB root       0 part
        door        door      ADP   case       6
        Shell       Shell     PROPN obl:agent  4 B-ORG
        .           .         PUNCT punct      4
    """) == {(*ACQUIRES, "asserted")}


def test_a_passive_without_an_agent_says_nothing_of_who_did_it():
    assert (
        said("""
        Eneco       Eneco      PROPN nsubj:pass 3 B-ORG
        werd        worden     AUX   aux:pass   3 fin
        overgenomen over_nemen VERB  root       0 part
        .           .          PUNCT punct      3
    """)
        == set()
    )


def test_a_known_name_may_begin_with_a_number():
    found = extract(
        analysis("""
        Volgens van_gens ADP  case  3
        50      50      NUM   nummod 3
        Plus    Plus    PROPN obl   4 B-ORG
        kan     kunnen  VERB  root  0 fin
        dat     dat     PRON  obj   4
        .       .       PUNCT punct 4
    """)
    )
    assert [(m.text, m.type) for m in found.mentions] == [("50 Plus", "PoliticalParty")]


def test_the_matter_of_another_country_s_ministry_is_not_the_home_ministry():
    found = extract(
        analysis("""
        Het        het        DET   det   3
        Japanse    Japans     ADJ   amod  3
        ministerie ministerie NOUN  nsubj 6
        van        van        ADP   case  5
        Defensie   Defensie   PROPN nmod  3 B-ORG
        zwijgt     zwijgen    VERB  root  0 fin
        .          .          PUNCT punct 6
    """)
    )
    assert "nl-defensie" not in {mention.identifier for mention in found.mentions}


def test_the_noun_before_a_name_tells_a_club_from_the_newspaper_of_that_name():
    found = extract(
        analysis("""
        De                de                DET   det   2
        voetbalvereniging voetbalvereniging NOUN  nsubj 4
        Trouw             Trouw             PROPN appos 2 B-ORG
        stopt             stoppen           VERB  root  0 fin
        .                 .                 PUNCT punct 4
    """)
    )
    assert [(m.text, m.type, m.identifier) for m in found.mentions] == [("Trouw", "SportsTeam", NOTHING_KNOWN)]


def test_a_town_s_own_work_and_a_lent_name_are_not_what_is_known_by_the_name():
    found = extract(
        analysis("""
        De         de         DET   det   3
        Nijmeegse  Nijmeegs   ADJ   amod  3
        Nachtwacht Nachtwacht PROPN nsubj 4 B-MISC
        toont      tonen      VERB  root  0 fin
        het        het        DET   det   6
        Frankrijk  Frankrijk  PROPN obj   4 B-LOC
        van        van        ADP   case  8
        Azië       Azië       PROPN nmod  6 B-LOC
        .          .          PUNCT punct 4
    """)
    )
    named = {m.text: m.identifier for m in found.mentions if m.naming is Naming.NAME}
    assert named == {"Nachtwacht": NOTHING_KNOWN, "Frankrijk": NOTHING_KNOWN, "Azië": "Q48"}


def test_coordination_multiplies_either_end():
    assert said("""
        Duitsland   Duitsland   PROPN nsubj 4 B-LOC
        en          en          CCONJ cc    3
        Frankrijk   Frankrijk   PROPN conj  1 B-LOC
        bombarderen bombarderen VERB  root  0 fin
        Syrië       Syrië       PROPN obj   4 B-LOC
        en          en          CCONJ cc    7
        Irak        Irak        PROPN conj  5 B-LOC
        .           .           PUNCT punct 4
    """) == {(s, "attacks", o, "asserted") for s in ("Duitsland", "Frankrijk") for o in ("Syrië", "Irak")}


def test_an_infinitive_has_the_subject_of_the_verb_above_it_and_its_hedge():
    assert said("""
        Shell  Shell      PROPN nsubj 2 B-ORG
        wil    willen     AUX   root  0 fin
        Eneco  Eneco      PROPN obj   4 B-ORG
        overnemen over_nemen VERB xcomp 2 inf
        .      .          PUNCT punct 2
    """) == {(*ACQUIRES, "possible")}


def test_a_relative_pronoun_stands_for_the_name_before_it():
    assert said("""
        Shell   Shell      PROPN nsubj     7 B-ORG
        ,       ,          PUNCT punct     5
        dat     dat        PRON  nsubj     5
        Eneco   Eneco      PROPN obj       5 B-ORG
        overnam over_nemen VERB  acl:relcl 1 fin
        ,       ,          PUNCT punct     5
        groeit  groeien    VERB  root      0 fin
        .       .          PUNCT punct     7
    """) == {(*ACQUIRES, "asserted")}


@pytest.mark.parametrize(
    ("adverb", "certainty"),
    [("niet", "negated"), ("nooit", "negated"), ("misschien", "possible"), ("snel", "asserted")],
)
def test_an_adverb_on_the_verb_decides_the_certainty(adverb, certainty):
    assert said(f"""
        Shell    Shell    PROPN nsubj        2 B-ORG
        neemt    nemen    VERB  root         0 fin
        Eneco    Eneco    PROPN obj          2 B-ORG
        {adverb} {adverb} ADV   advmod       2
        over     over     ADP   compound:prt 2
        .        .        PUNCT punct        2
    """) == {(*ACQUIRES, certainty)}


def test_a_question_asserts_nothing():
    assert said(TAKES_OVER.replace(". ", "? ")) == {(*ACQUIRES, "possible")}


def test_a_condition_makes_its_clause_possible():
    assert said("""
        Als       als        SCONJ mark  4
        Shell     Shell      PROPN nsubj 4 B-ORG
        Eneco     Eneco      PROPN obj   4 B-ORG
        overneemt over_nemen VERB  advcl 6 fin
        ,         ,          PUNCT punct 4
        juicht    juichen    VERB  root  0 fin
        iedereen  iedereen   PRON  nsubj 6
        .         .          PUNCT punct 6
    """) == {(*ACQUIRES, "possible")}


def test_negation_above_a_title_leaves_the_title_a_fact():
    assert said("""
        Minister minister NOUN  nsubj 3
        Hoekman  Hoekman  PROPN appos 1 B-PER
        zwijgt   zwijgen  VERB  root  0 fin
        niet     niet     ADV   advmod 3
        .        .        PUNCT punct 3
    """) == {("Hoekman", "minister_of", "Nederland", "asserted")}


@pytest.mark.parametrize(
    ("word", "lemma", "relation", "target"),
    [("PSV-aanvaller", "PSV-aanvaller", "player_of", "PSV"), ("Shell-topman", "Shell-topman", "head_of", "Shell")],
)
def test_the_front_of_a_compound_names_the_other_end(word, lemma, relation, target):
    assert said(f"""
        {word}  {lemma} NOUN  nsubj 4
        Milan   Milan   PROPN appos 1 B-PER
        Dekker  Dekker  PROPN flat  2 I-PER
        juicht  juichen VERB  root  0 fin
        .       .       PUNCT punct 4
    """) == {("Milan Dekker", relation, target, "asserted")}


def test_a_nationality_qualifies_the_office_and_not_its_holder():
    assert said("""
        De       de       DET   det   3
        Noorse   Noors    ADJ   amod  3
        premier  premier  NOUN  nsubj 6
        Ingrid   Ingrid   PROPN appos 3 B-PER
        Solheim  Solheim  PROPN flat  4 I-PER
        zweeg    zwijgen  VERB  root  0 fin
        .        .        PUNCT punct 6
    """) == {("Ingrid Solheim", "head_of_government", "Noorse", "asserted")}


def test_a_nationality_on_another_noun_is_the_persons():
    assert said("""
        De       de       DET   det   3
        Noorse   Noors    ADJ   amod  3
        schilder schilder NOUN  nsubj 6
        Ingrid   Ingrid   PROPN appos 3 B-PER
        Solheim  Solheim  PROPN flat  4 I-PER
        zweeg    zwijgen  VERB  root  0 fin
        .        .        PUNCT punct 6
    """) == {("Ingrid Solheim", "citizen_of", "Noorse", "asserted")}


def test_an_apposition_behind_the_name_says_the_office():
    assert said("""
        Marieke      Marieke      PROPN nsubj 8 B-PER
        Sanders      Sanders      PROPN flat  1 I-PER
        ,            ,            PUNCT punct 4
        directeur    directeur    NOUN  appos 1
        van          van          ADP   case  6
        Greenpeace   Greenpeace   PROPN nmod  4 B-ORG
        ,            ,            PUNCT punct 4
        zwijgt       zwijgen      VERB  root  0 fin
        .            .            PUNCT punct 8
    """) == {("Marieke Sanders", "head_of", "Greenpeace", "asserted")}


def test_an_inverted_role_turns_its_ends_round():
    assert said("""
        Carla  Carla   PROPN nsubj 9 B-PER
        Vos    Vos     PROPN flat  1 I-PER
        ,      ,       PUNCT punct 4
        dochter dochter NOUN appos 1
        van    van     ADP   case  6
        Klaas  Klaas   PROPN nmod  4 B-PER
        Bos    Bos     PROPN flat  6 I-PER
        ,      ,       PUNCT punct 4
        zingt  zingen  VERB  root  0 fin
        .      .       PUNCT punct 9
    """) == {("Klaas Bos", "parent_of", "Carla Vos", "asserted")}


def test_an_event_noun_takes_its_ends_from_its_prepositions():
    assert said("""
        De       de       DET   det  2
        overname overname NOUN  nsubj 8
        van      van      ADP   case 4
        Eneco    Eneco    PROPN nmod 2 B-ORG
        door     door     ADP   case 6
        Shell    Shell    PROPN nmod 2 B-ORG
        is       zijn     AUX   cop  8 fin
        rond     rond     ADJ   root 0
        .        .        PUNCT punct 8
    """) == {(*ACQUIRES, "asserted")}


def test_a_relation_never_takes_ends_that_the_ontology_refuses():
    assert (
        said("""
        Zwolle Zwolle PROPN nsubj        2 B-LOC
        neemt  nemen  VERB  root         0 fin
        Assen  Assen  PROPN obj          2 B-LOC
        over   over   ADP   compound:prt 2
        .      .      PUNCT punct        2
    """)
        == set()
    )


def speakers(*tables):
    return [
        c.speaker if isinstance(c.speaker, str | None) else c.speaker.text for c in extract(analysis(*tables)).claims
    ]


def test_indirect_speech_names_its_source():
    assert speakers("""
        Verbeek Verbeek     PROPN nsubj 2 B-PER
        zei     zeggen      VERB  root  0 fin
        dat     dat         SCONJ mark  6
        Rusland Rusland     PROPN nsubj 6 B-LOC
        Syrië   Syrië       PROPN obj   6 B-LOC
        aanviel aan_vallen  VERB  ccomp 2 fin
        .       .           PUNCT punct 2
    """) == ["Verbeek"]


def test_an_unnamed_source_is_given_in_the_words_of_the_text():
    assert speakers("""
        Een         een         DET   det   2
        diplomaat   diplomaat   NOUN  nsubj 3
        zei         zeggen      VERB  root  0 fin
        dat         dat         SCONJ mark  7
        Rusland     Rusland     PROPN nsubj 7 B-LOC
        Syrië       Syrië       PROPN obj   7 B-LOC
        aanviel     aan_vallen  VERB  ccomp 3 fin
        .           .           PUNCT punct 3
    """) == ["Een diplomaat"]


def test_a_source_behind_a_preposition_counts_too():
    assert speakers("""
        Volgens  volgens     ADP   case  2
        Verbeek  Verbeek     PROPN obl   3 B-PER
        viel     vallen      VERB  root  0 fin
        Rusland  Rusland     PROPN nsubj 3 B-LOC
        Syrië    Syrië       PROPN obj   3 B-LOC
        aan      aan         ADP   compound:prt 3
        .        .           PUNCT punct 3
    """) == ["Verbeek"]


HOLDER = """
    Ingrid   Ingrid   PROPN nsubj 3 B-PER
    Solheim  Solheim  PROPN flat  1 I-PER
    zweeg    zwijgen  VERB  root  0 fin
    .        .        PUNCT punct 3
"""
VISITS = """
    {word}    {word}    {pos} nsubj 2 {name}
    bezoekt   bezoeken  VERB  root  0 fin
    Oekraïne  Oekraïne  PROPN obj   2 B-LOC
    .         .         PUNCT punct 2
"""


@pytest.mark.parametrize("given", [("Solheim", "PROPN", "B-PER"), ("Zij", "PRON", "")])
def test_a_surname_or_a_pronoun_is_the_person_named_before(given):
    word, pos, name = given
    read = extract(analysis(HOLDER, VISITS.format(word=word, pos=pos, name=name)))
    (visit,) = [claim for claim in read.claims if claim.relation == "visits"]
    full = next(m for m in read.mentions if m.text == "Ingrid Solheim")
    assert visit.subject.referent == full.referent


def test_a_pronoun_after_two_people_is_nobody():
    two = """
        Ingrid Ingrid PROPN nsubj 2 B-PER
        ziet   zien   VERB  root  0 fin
        Bram   Bram   PROPN obj   2 B-PER
        en     en     CCONJ cc    5
        Karim  Karim  PROPN conj  3 B-PER
        .      .      PUNCT punct 2
    """
    assert said(two.replace("nsubj", "obj"), VISITS.format(word="Hij", pos="PRON", name="")) == set()


def test_evidence_leads_back_to_the_text_and_to_the_row():
    read = analysis(TAKES_OVER)
    (claim,) = extract(read).claims
    text, evidence = read.article.text, claim.evidence
    assert evidence.quote == evidence.span.of(text) == "Shell neemt Eneco over."
    assert (evidence.subject.of(text), evidence.object.of(text)) == ("Shell", "Eneco")
    file, _, line = evidence.rule.partition(":")
    assert file == "relations.tsv"
    assert int(line) > 1
    assert 0 < evidence.confidence <= 1


def test_what_is_implied_has_no_place_in_the_text():
    read = analysis("""
        Premier premier NOUN  nsubj 3
        Verbeek Verbeek PROPN appos 1 B-PER
        zweeg   zwijgen VERB  root  0 fin
        .       .       PUNCT punct 3
    """)
    (claim,) = extract(read).claims
    assert claim.object.naming is Naming.IMPLIED
    assert claim.object.span.start == claim.object.span.end
    assert claim.evidence.object is None


def test_an_empty_article_says_nothing():
    read = analysis(text="")
    assert (extract(read).mentions, extract(read).claims) == ((), ())


def test_a_given_name_that_is_an_adjective_too_names_no_country():
    found = extract(
        analysis("""
        Opa    opa    NOUN  nsubj 3
        Frans  Frans  ADJ   amod  1
        lacht  lachen VERB  root  0 fin
        .      .      PUNCT punct 3
    """)
    )
    assert "Country" not in {mention.type for mention in found.mentions}
