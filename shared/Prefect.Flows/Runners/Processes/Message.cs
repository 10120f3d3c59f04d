namespace Prefect.Flows;

/// <summary>Something said between a process and one of its workers.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Content">JSON in UTF-8.</param>
internal readonly record struct Message(MessageKind Kind, byte[] Content)
{
    public override string ToString() => Kind.ToString();
}
