using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>Reads the values of an attribute, and writes them as options.</summary>
internal sealed class OptionsReader(IMethodSymbol method, AttributeData attribute, Kind kind)
{
    private const int MostDelays = 50;
    private const double LongestTimeout = int.MaxValue / 1000d;

    private readonly string? _base = attribute.Named<string>("Options");

    /// <summary>Says which values are out of their range.</summary>
    public IEnumerable<Problem> Check()
    {
        if (_base is not null && !HasOptions(_base))
        {
            yield return Problem.At(method, Rules.DefinitionOptionsMissing, _base, method.Name, kind.Options);
        }

        if (Value("Retries") is int retries && retries < 0)
        {
            yield return Wrong("Retries", "0 or more");
        }

        if (Value("TimeoutSeconds") is double timeout && !(timeout > 0 && timeout <= LongestTimeout))
        {
            yield return Wrong("TimeoutSeconds", "more than 0 and at most 24 days");
        }

        if (Delays() is { } delays && (delays.Length is 0 or > MostDelays || !Array.TrueForAll(delays, delay => delay >= 0 && !double.IsInfinity(delay))))
        {
            yield return Wrong("RetryDelaySeconds", "1 to 50 numbers, each 0 or more");
        }
        else if (kind == Kind.Flow && Delays() is { Length: > 1 })
        {
            yield return Wrong("RetryDelaySeconds", "one number, for a flow has the same delay before each repetition");
        }

        if (attribute.Texts("Tags") is { } tags && Array.Exists(tags, string.IsNullOrWhiteSpace))
        {
            yield return Wrong("Tags", "texts that are not empty");
        }
    }

    /// <summary>Writes the options.</summary>
    public string Emit()
    {
        string start = _base is null ? $"new {Space}{kind.Options}()" : Names.Escape(_base);
        return $"{start} with {{ {string.Join(", ", Values())} }}";
    }

    private const string Space = "global::Prefect.Flows.";

    private IEnumerable<string> Values()
    {
        if (Description() is { } description)
        {
            yield return $"Description = {description}";
        }

        foreach (string name in new[] { "Name", "Version", "RunName" })
        {
            if (attribute.Named<string>(name) is { } text)
            {
                yield return $"{name} = {Names.Literal(text)}";
            }
        }

        foreach (string name in new[] { "LogPrints", "PersistResult" })
        {
            if (Value(name) is bool flag)
            {
                yield return $"{name} = {(flag ? "true" : "false")}";
            }
        }

        if (Value("Retries") is int retries)
        {
            yield return $"Retries = {retries.ToString(CultureInfo.InvariantCulture)}";
        }

        if (Delays() is { } delays)
        {
            yield return $"RetryDelay = new double[] {{ {string.Join(", ", delays.Select(Number))} }}";
        }

        if (Value("TimeoutSeconds") is double timeout)
        {
            yield return $"Timeout = global::System.TimeSpan.FromSeconds({Number(timeout)})";
        }

        if (attribute.Texts("Tags") is { } tags)
        {
            yield return $"Tags = new string[] {{ {string.Join(", ", tags.Select(Names.Literal))} }}";
        }
    }

    /// <summary>The comment of the method counts only where neither the attribute nor the options say more.</summary>
    private string? Description()
    {
        if (attribute.Named<string>("Description") is { } said)
        {
            return Names.Literal(said);
        }

        return DocComment.Of(method).Summary is not { } summary
            ? null
            : _base is null ? Names.Literal(summary) : $"{Names.Escape(_base)}.Description ?? {Names.Literal(summary)}";
    }

    private bool HasOptions(string name)
    {
        IEnumerable<INamedTypeSymbol> types = new[] { method.ContainingType }.Concat(method.ContainingType.BaseTypes());
        return types.SelectMany(type => type.GetMembers(name)).Any(member => member.IsStatic && member switch
        {
            IFieldSymbol field => Names.Plain(field.Type) == "Prefect.Flows." + kind.Options,
            IPropertySymbol property => Names.Plain(property.Type) == "Prefect.Flows." + kind.Options,
            _ => false,
        });
    }

    private Problem Wrong(string name, string rule) => Problem.At(method, Rules.DefinitionValueOutOfRange, name, method.Name, rule);

    private object? Value(string name) => Constant(name) is { Kind: TypedConstantKind.Primitive } constant ? constant.Value : null;

    private double[]? Delays() => Constant("RetryDelaySeconds") is { Kind: TypedConstantKind.Array, IsNull: false } list
        ? [.. list.Values.Select(value => value.Value is double seconds ? seconds : double.NaN)]
        : null;

    private TypedConstant Constant(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture) + "d";
}
