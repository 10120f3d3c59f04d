namespace Prefect.Testing;

/// <summary>Something that collected text while a test ran and shows all of it to a sweep.</summary>
public interface ISweepSource
{
    /// <summary>All text collected so far.</summary>
    IReadOnlyList<SweepText> Texts { get; }
}
