namespace Prefect.Flows;

/// <summary>An argument that is passed on as it is.</summary>
/// <param name="Value">The argument.</param>
/// <typeparam name="T">Its type.</typeparam>
public readonly record struct Quote<T>(T Value) : IInputAnnotation
{
    bool IInputAnnotation.IsOpaque => true;

    object? IInputAnnotation.Unwrap() => Value;
}
