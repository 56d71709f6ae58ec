"""Given names that people write in free answers, for taking them out again.

A list is never whole: it holds names that are common where our customers' customers live. What it
lacks is found by what introduces it (`privacy`), or by the person who reads every verbatim.
"""

SURE: frozenset[str] = frozenset(
    """
    aaron abdul abdullah abigail adam adele adrian ahmed aidan aileen ailsa aisha aisling akua alan
    alastair albert alberto alejandro alessandro alex alexander alexandra alexandre alfie alfred
    ali alice alicia alina alison alistair allan allison alma alyssa amanda amara amelia amina amir
    amit amy ana anastasia andrea andreas andrei andrew andy aneta angela angus anil anita anja
    ann anna annabel anne annette annie anthony antoine anton antonia antonio anya ariana arjun
    arnold arthur asha ashley ayesha barbara barry beata beatrice becky belinda ben benjamin
    bernadette bernard bernie bert beryl beth bethany betty beverley bianca bob bobby
    bonnie boris brenda brendan brian bridget bronwyn bruce bruno bryan callum cameron camille
    carl carla carlos carmen carolina caroline carolyn carrie catarina catherine cathy catriona
    cecilia celia charles charlie charmaine cheryl chiara chiamaka chidi chloe chris christina
    christine christoph christopher ciara cindy claire clara clare clarence claude claudia
    clifford clive colette colin colleen connor conor courtney craig cristina curtis cynthia cyril
    daisuke damian damien dan daniel daniela danielle danny daphne darren dave david davide dawid
    deborah debbie debra declan deepak deirdre delroy denis denise dennis derek dermot desmond
    devi diana diane diego dieter dimitri divya dmitri dominic donald donna doreen doris
    dorothy douglas dorota duncan dylan edith edmund eduardo edward edwin eileen eilidh elaine
    eleanor elena eleni elias elijah elisabeth elise elizabeth ellen ellie elsie emeka emily
    emma enid enrique eric erica erik erin ernest esme esther ethan ethel eugene eunice
    evan evelyn ewa ewan farah fatima fatma faye felicity felix femi fernanda fernando fiona
    francesca francesco francis francisco francoise fraser fred freddie frederick freya gabriel
    gabriela gareth gary gavin gemma geoff geoffrey george georgina gerald geraldine gerard gerry
    gertrude gianni gillian gina giovanni giulia giuseppe gladys glenda gloria glynis gordon
    graham grainne greg gregory greta guillaume gurpreet gwen gwyneth hamish hamza hanna hannah
    hans harold harpreet harriet harry harvey hassan hayley hazel helen helena helga henri
    henrietta henry herbert hilary hilda hiroshi horace howard hugh hugo hussein iain ian ibrahim
    ida ignacio igor imran ines inga ingrid irene irina isaac isabel isabella isabelle isla ismail
    ivan ivana jacek jackie jacob jacqueline jacques jaime jakub james jamie jane janet janice
    jasmine jason jasper javier jayne jeanette jeanne jeff jeffrey jennifer jenny jeremy jerome
    jess jesse jessica jill jim jimmy joan joanna joanne jocelyn jodie joe joel johann johannes
    john johnny jon jonathan jorge jose josef josefina joseph josephine josh joshua joyce juan
    juanita judith judy julia julian juliana julie juliet jurgen justin justyna kai kamal
    karen karin karina karl karolina kasia kate katharine katherine kathleen kathryn kathy katie
    katrina katya kavita kay kayleigh keiko keith kelly ken kenji kenneth kerry kevin khadija
    khalid kieran kim kimberley kiran kirsten kirsty krishna kristin krystyna krzysztof kumar kyle
    lakshmi lara larry laszlo latoya laura lauren lawrence leah leanne leila len lena leo leon
    leonard leroy lesley leslie leticia lewis liam lilian liliana lina linda lindsay lisa liz
    lizzie lois lorna lorraine lottie louis louisa louise lubna luca lucia lucien lucinda lucy
    luigi luis luisa lukas luke lydia lynda lynn lynne mabel madeleine maeve magda magdalena
    maggie mahmoud mairead malcolm malgorzata mandeep mandy manfred manuel manuela marcel marcia
    marcin marco marcus margaret margarita marguerite maria mariam marian marianne mariana marie
    marilyn mario marion marjorie marta martha martin martina martyn mary maryam mateo mateusz
    mathilde matt matteo matthew maud maureen maurice mavis maxine meena megan mehmet melanie
    melissa meredith michael michaela michal michel michelle miguel mike mildred millicent
    milos mina miranda miriam mohamed mohammad mohammed moira molly mona monica morag moses
    muhammad muriel mustafa myra nadia nadine naomi natalia natalie natasha nathan naveed neha
    neil nell nellie neville ngozi niall nicholas nicola nicole nigel nikhil nikita nina nisha
    noah noel nora noreen norma norman nuala olaf oleg olga oliver olivia olu olumide omar oscar
    osman otto owen pablo pamela paola patricia patrick paul paula pauline pavel pedro peggy
    perry peter petra phil philip philippa phillip phoebe phyllis pierre piotr polly prakash
    pradeep priya rachael rachel rafael rahul raj rajesh ralph ramesh ramona raquel rashid ravi
    raymond rebecca reginald rekha renata rene rhiannon rhoda rhona rhys ricardo richard rita
    robbie robert roberta roberto rodney roger rohan roisin roland roman ronald ronnie rory
    rosalind rosamund rosanna roseanne rosemarie rosie ross roxanne roy rukhsana rupert russell
    ruth ryan sabrina sadie saeed sahra salma salvatore sam samantha samir samira samuel sandeep
    sandra sanjay santosh sara sarah sarita sean sebastian selina serena sergei sergio shane
    shannon sharon shaun shauna sheena sheila shelley shirley shona sidney silvia simon simone
    sinead siobhan solange sonia sonja sophia sophie stacey stanislaw stanley stefan stefania
    stefano stella stephanie stephen steve steven stewart stuart sunil suresh susan susana
    susanna susannah susanne suzanne svetlana sybil sylvia tadeusz tamara tamsin tanya tara tariq
    ted tatiana teresa terence terri terry thelma theo theodore theresa therese thomas tiffany
    tim timothy tina tobias toby tom tomasz tommy toni tony tracey tracy trevor trisha ulrike
    ursula usha valentina valerie vanessa vasile venkat vera vernon veronica vicky vikram
    vijay vincent vivian vivien vivienne vladimir walter wanda warren wayne wendy werner wesley
    wiktor wilfred wilhelm william wilma winifred winston wojciech xavier yasmin yolanda yuki
    yusuf yvette yvonne zachary zainab zara zbigniew zehra zoe zofia zsuzsanna
    """.split()
)
"""Names that are hardly ever anything else, in lower case and without accents."""

WORDS: frozenset[str] = frozenset(
    """
    amber angel art bill blessing carol cliff crystal daisy dale dawn dean dolores don drew earl
    esperanza eve faith frank gene glen grace grant guy hank harmony heather holly hope hunter
    iris ivy jack jade jasmin jean joy lance lily mark mason max mercy miles nick olive pat pearl
    penny pierce poppy ray rich rob robin rod rose rosemary ruby sally sandy sky skye
    sue summer tyler van victor violet wade will
    """.split()
)
"""Names that are words too."""

MONTHS: frozenset[str] = frozenset("april august jan june may".split())
"""Names that are months too."""

PLACES: frozenset[str] = frozenset(
    "adelaide alexandria austin chelsea charlotte chester florence georgia india jordan kent "
    "lourdes paris preston santiago sofia sydney victoria virginia".split()
)
"""Names that are places too."""
