namespace Prefect.Flows;

/// <summary>Something that says how an argument is to be taken, around the argument.</summary>
internal interface IInputAnnotation
{
    /// <summary>Whether nothing in the argument is looked at.</summary>
    bool IsOpaque { get; }

    object? Unwrap();
}
