namespace Prefect.Gcp;

/// <summary>The caller's mistake, found while the table is read: often long after the call began.</summary>
internal static class BadTable
{
    public static ArgumentException Because(string message, Exception? inner = null, object? table = null) => new(message, nameof(table), inner);
}
