using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Writes the parameters of runs into a snapshot, and reads them.</summary>
internal sealed class SnapshotValues(SecretHandling secrets)
{
    /// <summary>Writes values; one that is no JSON leaves the name of its type behind, as it is only looked at, not worked with.</summary>
    public IReadOnlyDictionary<string, WireValue> Write(IReadOnlyDictionary<string, object?> values, IReadOnlyList<ParameterDefinition>? parameters = null)
    {
        Dictionary<string, WireValue> written = new(values.Count, StringComparer.Ordinal);
        foreach ((string name, object? value) in values)
        {
            written[name] = Write(value, DeclaredType(name, parameters ?? []));
        }

        return written;
    }

    /// <summary>Reads values.</summary>
    public static IReadOnlyDictionary<string, object?> Read(IReadOnlyDictionary<string, WireValue> written, IReadOnlyList<ParameterDefinition> parameters)
    {
        Dictionary<string, object?> values = new(written.Count, StringComparer.Ordinal);
        foreach ((string name, WireValue value) in written)
        {
            values[name] = WireJson.Read(value, DeclaredType(name, parameters));
        }

        return values;
    }

    private WireValue Write(object? value, Type declared)
    {
        try
        {
            return WireJson.Write(value, declared, secrets);
        }
#pragma warning disable CA1031 // The value is the user's: whatever its properties throw, the snapshot does without it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return WireJson.Write($"<{value!.GetType().Name}>", typeof(object), secrets) with { Type = typeof(string).AssemblyQualifiedName };
        }
    }

    private static Type DeclaredType(string name, IReadOnlyList<ParameterDefinition> parameters) =>
        parameters.FirstOrDefault(parameter => parameter.Name == name)?.Type ?? typeof(object);
}
