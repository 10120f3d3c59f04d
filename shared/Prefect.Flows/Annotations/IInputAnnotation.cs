namespace Prefect.Flows;

/// <summary>Something that says how an argument is to be taken, around the argument.</summary>
internal interface IInputAnnotation
{
    object? Unwrap();
}
