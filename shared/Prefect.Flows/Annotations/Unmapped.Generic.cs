namespace Prefect.Flows;

/// <summary>An argument of <c>Map</c> that every run is given as a whole.</summary>
/// <param name="Value">The argument.</param>
/// <typeparam name="T">Its type.</typeparam>
public readonly record struct Unmapped<T>(T Value) : IInputAnnotation
{
    bool IInputAnnotation.IsOpaque => false;

    object? IInputAnnotation.Unwrap() => Value;
}
