import Arithmetic
import Spectra

/// Eigenvalues of kernels of the literature, for comparison.
///
/// Each value was computed in two independent ways that agree to at least 46 significant digits: κ₀, κ₁
/// by their closed form (Bach 2017) and quadrature; deeper networks by the sum over their Taylor
/// coefficients, accelerated by the exact eigenvalues of (1 ± t)^(j/2), and quadrature with 70 digits;
/// the Laplace kernel by integrating the series of its exponential and quadrature.
struct ReferenceEigenvalue: Sendable {
  let dimension: Int
  let degree: Int
  let value: String
}

let referenceEigenvalues: [(kernel: any MeridianFunction, values: [ReferenceEigenvalue])] = [
  (
    ArcCosineKernel(degree: 0),
    [
      ReferenceEigenvalue(
        dimension: 2, degree: 0,
        value: "0.50000000000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 2, degree: 1,
        value: "0.20264236728467554288775892641945527780871754934449"),
      ReferenceEigenvalue(
        dimension: 3, degree: 0,
        value: "0.50000000000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 3, degree: 1,
        value: "0.12500000000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 5, degree: 0,
        value: "0.50000000000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 5, degree: 1,
        value: "0.070312500000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 10, degree: 0,
        value: "0.50000000000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 10, degree: 1,
        value: "0.033460242334009817028702869745087984596805526111970"),
    ]
  ),
  (
    ArcCosineKernel(degree: 1),
    [
      ReferenceEigenvalue(
        dimension: 2, degree: 2,
        value: "0.045031637174372342863946428093212283957492788743221"),
      ReferenceEigenvalue(
        dimension: 2, degree: 10,
        value: "0.000041351365633032454420520135990093924662527813354656"),
      ReferenceEigenvalue(
        dimension: 3, degree: 2,
        value: "0.023437500000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 3, degree: 10,
        value: "0.0000077883402506510416666666666666666666666666666666667"),
      ReferenceEigenvalue(
        dimension: 5, degree: 2,
        value: "0.0097656250000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 5, degree: 10,
        value: "0.00000059604644775390625000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 10, degree: 2,
        value: "0.0027653092838024642172481710533130565782483905877661"),
      ReferenceEigenvalue(
        dimension: 10, degree: 10,
        value: "0.0000000076850738005199157266070382157774425779128701245303"),
    ]
  ),
  (
    FullyConnectedGPK(depth: 2),
    [
      ReferenceEigenvalue(
        dimension: 2, degree: 0,
        value: "0.57169786943104320064554969212887249664107031993885"),
      ReferenceEigenvalue(
        dimension: 2, degree: 2,
        value: "0.040868774052138108827066798635515626281721949015186"),
      ReferenceEigenvalue(
        dimension: 2, degree: 10,
        value: "0.000051619800956324331735393882141185967204246220911950"),
      ReferenceEigenvalue(
        dimension: 2, degree: 40,
        value: "0.00000019812381267867316943496651822625745077666191464669"),
      ReferenceEigenvalue(
        dimension: 3, degree: 0,
        value: "0.54412868833572671500738248594351815458274251973190"),
      ReferenceEigenvalue(
        dimension: 3, degree: 2,
        value: "0.021086600393585332142173954007810087665918464667846"),
      ReferenceEigenvalue(
        dimension: 3, degree: 10,
        value: "0.0000097203756027953416645028622536142584136984307232674"),
      ReferenceEigenvalue(
        dimension: 3, degree: 40,
        value: "0.000000010982994187235798553593111628361371258390059363857"),
      ReferenceEigenvalue(
        dimension: 5, degree: 0,
        value: "0.52304208794214138286520853193570806691682405506405"),
      ReferenceEigenvalue(
        dimension: 5, degree: 2,
        value: "0.0086962202597599756490000598557879130339152066600652"),
      ReferenceEigenvalue(
        dimension: 5, degree: 10,
        value: "0.00000074366562711106580150615568911115607839574141358216"),
      ReferenceEigenvalue(
        dimension: 5, degree: 40,
        value: "0.000000000085092558450518167909831070519358028578648088787052"),
      ReferenceEigenvalue(
        dimension: 10, degree: 0,
        value: "0.50798170485841702819847984849093899711208556308137"),
      ReferenceEigenvalue(
        dimension: 10, degree: 2,
        value: "0.0024354368628545984003379456471399818160233856384235"),
      ReferenceEigenvalue(
        dimension: 10, degree: 10,
        value: "0.0000000095833952288159907118848217976696753841207060315120"),
      ReferenceEigenvalue(
        dimension: 10, degree: 40,
        value: "0.0000000000000073546801831345582113650119226160273838961552536419"),
    ]
  ),
  (
    FullyConnectedNTK(depth: 1),
    [
      ReferenceEigenvalue(
        dimension: 3, degree: 0,
        value: "0.50000000000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 3, degree: 2,
        value: "0.078125000000000000000000000000000000000000000000000"),
      ReferenceEigenvalue(
        dimension: 3, degree: 40,
        value: "0.0000048154406920935451222851311975977489643341300507018"),
    ]
  ),
  (
    FullyConnectedNTK(depth: 2),
    [
      ReferenceEigenvalue(
        dimension: 2, degree: 1,
        value: "0.58778944900158710506405775316328860595600156515992"),
      ReferenceEigenvalue(
        dimension: 2, degree: 3,
        value: "0.048748219108887625717633316722504514720096618154183"),
      ReferenceEigenvalue(
        dimension: 2, degree: 11,
        value: "0.0021730869246383623566678784753685303972060265135267"),
      ReferenceEigenvalue(
        dimension: 2, degree: 41,
        value: "0.00015109375698068141570575336353148985693824173688263"),
      ReferenceEigenvalue(
        dimension: 3, degree: 1,
        value: "0.37078318752959167059080202175130990166546321383036"),
      ReferenceEigenvalue(
        dimension: 3, degree: 3,
        value: "0.018644077213182819126803303043541126673514014308220"),
      ReferenceEigenvalue(
        dimension: 3, degree: 11,
        value: "0.00027674470229614533175440612075552259081673243363651"),
      ReferenceEigenvalue(
        dimension: 3, degree: 41,
        value: "0.0000055910419421920539316844627389464282866443690416937"),
      ReferenceEigenvalue(
        dimension: 5, degree: 1,
        value: "0.21128346618984531087839923122466126499516951971328"),
      ReferenceEigenvalue(
        dimension: 5, degree: 3,
        value: "0.0051954039915540735915935851988497246673092761092085"),
      ReferenceEigenvalue(
        dimension: 5, degree: 11,
        value: "0.000012994959308515238024221171049591950424787955320921"),
      ReferenceEigenvalue(
        dimension: 5, degree: 41,
        value: "0.000000026052335225966562325354567985289782225799145854742"),
      ReferenceEigenvalue(
        dimension: 10, degree: 1,
        value: "0.10099678062572781662015706862487861354082620549664"),
      ReferenceEigenvalue(
        dimension: 10, degree: 3,
        value: "0.00082197351454015124499492153826647330691768480604441"),
      ReferenceEigenvalue(
        dimension: 10, degree: 11,
        value: "0.000000086817258563057678825994136810102768274896009182262"),
      ReferenceEigenvalue(
        dimension: 10, degree: 41,
        value: "0.0000000000011316236263005323763747160393649783478303027321183"),
    ]
  ),
  (
    FullyConnectedNTK(depth: 3, squaredBias: Rational(1, over: 4)),
    [
      ReferenceEigenvalue(
        dimension: 3, degree: 1,
        value: "0.45233044448059457110351756289162165908165646668812"),
      ReferenceEigenvalue(
        dimension: 3, degree: 3,
        value: "0.040900117740851687252671329340672289072536327197928"),
      ReferenceEigenvalue(
        dimension: 3, degree: 11,
        value: "0.00079341904221490610515577092183783541845675776098112"),
      ReferenceEigenvalue(
        dimension: 3, degree: 41,
        value: "0.000016249161129467624389753239669400424050586673435333"),
    ]
  ),
  (
    ResidualKernel(depth: 2, squaredAlpha: 1, isTangent: false),
    [
      ReferenceEigenvalue(
        dimension: 3, degree: 1,
        value: "0.19668444975272489693403286267663868140128543555052"),
      ReferenceEigenvalue(
        dimension: 3, degree: 3,
        value: "0.00092333622927630123282113002335990627601681035326434"),
      ReferenceEigenvalue(
        dimension: 3, degree: 11,
        value: "0.0000016472243082187446117566559455528861395599414785182"),
      ReferenceEigenvalue(
        dimension: 3, degree: 41,
        value: "0.0000000025936563516750637037981927404171564040749564467439"),
    ]
  ),
  (
    ResidualKernel(depth: 2, squaredAlpha: 1, isTangent: true),
    [
      ReferenceEigenvalue(
        dimension: 2, degree: 1,
        value: "0.23442180882098348987115244956187046293002211802028"),
      ReferenceEigenvalue(
        dimension: 2, degree: 3,
        value: "0.011193313033597634406378594705428357151602609546932"),
      ReferenceEigenvalue(
        dimension: 2, degree: 11,
        value: "0.00050869454390964942870101433932594192205262567572631"),
      ReferenceEigenvalue(
        dimension: 2, degree: 41,
        value: "0.000035262622206633759761292590854746109234038133614664"),
      ReferenceEigenvalue(
        dimension: 3, degree: 1,
        value: "0.15142923372622226821994442998944927242992783531535"),
      ReferenceEigenvalue(
        dimension: 3, degree: 3,
        value: "0.0042506072661564113104827782098423681994152870147434"),
      ReferenceEigenvalue(
        dimension: 3, degree: 11,
        value: "0.000064865974184919053834074842699889046012273010606227"),
      ReferenceEigenvalue(
        dimension: 3, degree: 41,
        value: "0.0000013049787218580191078894174440334574624855361044846"),
      ReferenceEigenvalue(
        dimension: 5, degree: 1,
        value: "0.088307175876039514145676991067764142538307528980364"),
      ReferenceEigenvalue(
        dimension: 5, degree: 3,
        value: "0.0011723046108482665873756339974081194793965766513258"),
      ReferenceEigenvalue(
        dimension: 5, degree: 11,
        value: "0.0000030523068403257469185052574154361243851958222222130"),
      ReferenceEigenvalue(
        dimension: 5, degree: 41,
        value: "0.0000000060818691964860663277429657510707024412757611620442"),
      ReferenceEigenvalue(
        dimension: 10, degree: 1,
        value: "0.043109178220587660204697969515098597397290171085411"),
      ReferenceEigenvalue(
        dimension: 10, degree: 3,
        value: "0.00018291267807923585449888025977382488865056335377617"),
      ReferenceEigenvalue(
        dimension: 10, degree: 11,
        value: "0.000000020465254404418533998035745208763130011691574342722"),
      ReferenceEigenvalue(
        dimension: 10, degree: 41,
        value: "0.00000000000026428034132749926786798125965367987754829607136086"),
    ]
  ),
  (
    LaplaceKernel(rate: 1),
    [
      ReferenceEigenvalue(
        dimension: 2, degree: 1,
        value: "0.14572552292499163951684966032591707554322988953884"),
      ReferenceEigenvalue(
        dimension: 2, degree: 3,
        value: "0.032007705210229927390540651651424077853312810480175"),
      ReferenceEigenvalue(
        dimension: 2, degree: 11,
        value: "0.0026140996165830249021218649634317491385686143637600"),
      ReferenceEigenvalue(
        dimension: 2, degree: 41,
        value: "0.00018927287703910963629850166298101934768311986949854"),
      ReferenceEigenvalue(
        dimension: 3, degree: 1,
        value: "0.082682265892901535151995959779875227261052367276607"),
      ReferenceEigenvalue(
        dimension: 3, degree: 3,
        value: "0.010847986512400410644449358532479410243122616312989"),
      ReferenceEigenvalue(
        dimension: 3, degree: 11,
        value: "0.00032742742367048708078123412618136705336499522963374"),
      ReferenceEigenvalue(
        dimension: 3, degree: 41,
        value: "0.0000069935701342538120612603962055592360071028357492961"),
      ReferenceEigenvalue(
        dimension: 5, degree: 1,
        value: "0.043100567628300674704527960748437490210757850578171"),
      ReferenceEigenvalue(
        dimension: 5, degree: 3,
        value: "0.0026359609463356548417596390603122316221209022726384"),
      ReferenceEigenvalue(
        dimension: 5, degree: 11,
        value: "0.000014975088050303443792090574104452283400833261334933"),
      ReferenceEigenvalue(
        dimension: 5, degree: 41,
        value: "0.000000032498794854766258117613941136449868041869422635385"),
      ReferenceEigenvalue(
        dimension: 10, degree: 1,
        value: "0.019279412004378704515053145016363289973267322187849"),
      ReferenceEigenvalue(
        dimension: 10, degree: 3,
        value: "0.00036166634774228173934788475577590360345877923367794"),
      ReferenceEigenvalue(
        dimension: 10, degree: 11,
        value: "0.000000095905430167320989434734250497721104754294284920626"),
      ReferenceEigenvalue(
        dimension: 10, degree: 41,
        value: "0.0000000000014033889424627392353774085620717502088290050735941"),
    ]
  ),
]
