using System.Reflection;

namespace Prefect.Flows;

/// <summary>What is known of a flow or task from where it is defined.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">The code of its body.</param>
/// <param name="Source">The source text of its body, or the name of the method.</param>
internal sealed record Definition(string Name, MethodInfo Method, string? Source)
{
    private Definition? _registered;

    /// <summary>The object that the body belongs to, when it is a method of one.</summary>
    public object? Target { get; init; }

    /// <summary>Hash of the source text, when the generator gave it.</summary>
    public string? SourceHash { get; init; }

    /// <summary>Parameters that calls give, without the cancellation token.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters
    {
        get => field ??= ParameterReader.Read(Method);
        init;
    }

    /// <summary>Tells the flow or task that the definition was made for from the variants that share it: true only the first time.</summary>
    public bool TryMarkRegistered() => !ReferenceEquals(Interlocked.Exchange(ref _registered, this), this);
}
