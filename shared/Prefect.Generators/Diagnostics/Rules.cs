using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>What can be wrong with a declaration.</summary>
internal static class Rules
{
    private const string Category = "Prefect.Blocks";

    public static readonly DiagnosticDescriptor NotARecord = Error(
        "PREFECT001", "A block or model is a record", "'{0}' is no record: declare it as 'public sealed partial record {0}'");

    public static readonly DiagnosticDescriptor NotSealed = Error(
        "PREFECT002", "A block or model is sealed", "'{0}' is not sealed: add 'sealed', and move what other types share to an abstract record without the attribute");

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "PREFECT003", "A block or model is partial", "'{0}' is not partial: add 'partial', so that its reader and writer can be added to it");

    public static readonly DiagnosticDescriptor NotDerived = Error(
        "PREFECT004", "A block derives from Block, and a model does not", "'{0}' {1}");

    public static readonly DiagnosticDescriptor ContainerNotPartial = Error(
        "PREFECT005", "What contains a block or model is partial", "'{0}' contains '{1}' and is not partial: add 'partial' to it");

    public static readonly DiagnosticDescriptor Positional = Error(
        "PREFECT006", "A block or model has no positional parameters", "'{0}' has positional parameters: declare them as properties with 'init', which can carry comments and defaults");

    public static readonly DiagnosticDescriptor NotReachable = Error(
        "PREFECT007", "A block or model can be reached from the whole assembly", "'{0}' is {1}: make it and what contains it public or internal, and not generic");

    public static readonly DiagnosticDescriptor InvalidSlug = Error(
        "PREFECT008", "A slug has only a-z, 0-9 and dashes", "'{0}' is no slug for '{1}': set Slug to text of a-z, 0-9 and dashes");

    public static readonly DiagnosticDescriptor DuplicateSlug = Error(
        "PREFECT009", "A slug belongs to one block", "'{0}' and '{1}' have the same slug '{2}': give one of them another name or set its Slug");

    public static readonly DiagnosticDescriptor InvalidAddress = Error(
        "PREFECT010", "Logo and documentation are addresses", "The {0} of '{1}' is no absolute http or https address: '{2}'");

    public static readonly DiagnosticDescriptor MissingSummary = new(
        "PREFECT011", "A block and its properties have a summary",
        "'{0}' has no summary: write a '/// <summary>' that says in one sentence what it is; forms and documents show it",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        "PREFECT012", "The type of a property has a schema", "The type of '{0}', '{1}', cannot stand in a document: {2}");

    public static readonly DiagnosticDescriptor NoDefault = Error(
        "PREFECT013", "A property is required, has a default or may be null", "'{0}' is neither required nor has it a value of its own: add 'required', an initialiser, or '?' to its type");

    public static readonly DiagnosticDescriptor DefaultNotConstant = Error(
        "PREFECT014", "A default is constant", "The initialiser of '{0}' is no constant, so its default cannot stand in the schema: state it with [BlockDefault(\"JSON\")], or use a constant, 'new' or '[]'");

    public static readonly DiagnosticDescriptor InvalidJson = Error(
        "PREFECT015", "JSON in attributes is JSON", "{0} of '{1}' is not {2}: {3}");

    public static readonly DiagnosticDescriptor InvalidUnion = Error(
        "PREFECT016", "A union names what the property can hold", "'{0}' cannot be a member of the union in '{1}': {2}");

    public static readonly DiagnosticDescriptor DefinitionClash = Error(
        "PREFECT017", "A schema defines each name once", "The schema of '{0}' would define '{1}' twice, for '{2}' and for '{3}': rename one of them");

    public static readonly DiagnosticDescriptor PlainSecret = Error(
        "PREFECT018", "A secret is not kept as plain text",
        "'{0}' is named like a secret but is kept as plain text: use SecretString, SecretBytes or SecretDictionary (with [BlockField(PlainOnWire = true)] where other programs expect plain text)");

    public static readonly DiagnosticDescriptor ForeignBase = Error(
        "PREFECT019", "Properties of a block are declared in its own assembly", "'{0}' inherits the property '{1}' from another assembly, whose source says its summary and default: declare it here");

    public static readonly DiagnosticDescriptor HoldsItself = Error(
        "PREFECT020", "A block does not hold itself", "'{0}' holds a block of type '{1}', which leads back to it, so that neither schema can be computed: hold an abstract record or a model instead");

    public static readonly DiagnosticDescriptor DuplicateField = Error(
        "PREFECT021", "A document has each name once", "'{0}' is called '{1}' in documents, a name that {2}: give it another one with [JsonPropertyName]");

    public static readonly DiagnosticDescriptor TwinsNotPartial = Error(
        "PREFECT022", "A type with sync twins is partial", "'{0}' asks for sync twins and is not partial: add 'partial' to it and to what contains it");

    public static readonly DiagnosticDescriptor MethodNotUsable = FlowError(
        "PREFECT023", "A flow or task is an ordinary method of a class", "'{0}' cannot be a {1}: {2}");

    public static readonly DiagnosticDescriptor DefinitionNotPartial = FlowError(
        "PREFECT024", "A type with flows or tasks is partial", "'{0}' is not partial: add 'partial', so that the {2} made of '{1}' can be added to it");

    public static readonly DiagnosticDescriptor TooManyParameters = FlowError(
        "PREFECT025", "A flow or task has at most eight parameters", "'{0}' has {1} parameters, and a {2} has at most 8 and a token: put some into a record");

    public static readonly DiagnosticDescriptor ParameterNotUsable = FlowError(
        "PREFECT026", "Parameters of flows and tasks are values", "The parameter '{0}' of '{1}' {2}");

    public static readonly DiagnosticDescriptor ResultNotUsable = FlowError(
        "PREFECT027", "The result of a flow or task can be awaited and kept", "'{0}' returns '{1}', which a {2} cannot: {3}");

    public static readonly DiagnosticDescriptor InvalidDefinitionName = FlowError(
        "PREFECT028", "Names of flows and tasks do without / % & > <", "'{0}' is no name for a {1}: {2}");

    public static readonly DiagnosticDescriptor DefinitionMemberClash = FlowError(
        "PREFECT029", "A flow or task has a member of its own", "'{0}', the {1} made of '{2}', {3}: give it another name with Member");

    public static readonly DiagnosticDescriptor DefinitionOptionsMissing = FlowError(
        "PREFECT030", "Options are a static member of the type", "'{0}', named by '{1}', is no static field or property of type {2} in its type: declare one");

    public static readonly DiagnosticDescriptor DefinitionValueOutOfRange = FlowError(
        "PREFECT031", "Values of attributes are in their range", "{0} of '{1}' is out of its range: it is {2}");

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_all = new[]
    {
        NotARecord, NotSealed, NotPartial, NotDerived, ContainerNotPartial, Positional, NotReachable, InvalidSlug, DuplicateSlug, InvalidAddress,
        MissingSummary, UnsupportedType, NoDefault, DefaultNotConstant, InvalidJson, InvalidUnion, DefinitionClash, PlainSecret, ForeignBase,
        HoldsItself, DuplicateField, TwinsNotPartial, MethodNotUsable, DefinitionNotPartial, TooManyParameters, ParameterNotUsable,
        ResultNotUsable, InvalidDefinitionName, DefinitionMemberClash, DefinitionOptionsMissing, DefinitionValueOutOfRange,
    }.ToImmutableDictionary(rule => rule.Id, System.StringComparer.Ordinal);

    public static DiagnosticDescriptor Of(string id) => s_all[id];

    private static DiagnosticDescriptor FlowError(string id, string title, string message) =>
        new(id, title, message, "Prefect.Flows", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
