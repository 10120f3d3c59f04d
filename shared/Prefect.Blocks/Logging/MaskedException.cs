namespace Prefect.Blocks;

/// <summary>Stands in a log for an exception whose text holds a secret.</summary>
#pragma warning disable CA1064 // It never crosses the public surface as a type: loggers see an exception and print it.
internal sealed class MaskedException(string text, string message) : Exception(message)
#pragma warning restore CA1064
{
    public static Exception? Of(Exception? exception)
    {
        if (exception is null)
        {
            return null;
        }

        string text = exception.ToString();
        string masked = SecretMasker.Mask(text);
        return ReferenceEquals(masked, text) ? exception : new MaskedException(masked, SecretMasker.Mask(exception.Message));
    }

    public override string ToString() => text;
}
