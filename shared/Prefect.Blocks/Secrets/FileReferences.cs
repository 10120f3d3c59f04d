namespace Prefect.Blocks;

internal sealed class FileReferences : ISecretReferenceResolver
{
    private const long MaximumBytes = 1024 * 1024;

    public string Scheme => "file";

    public async ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken)
    {
        string path = HomeFolder.Expand(target);
        try
        {
            if (new FileInfo(path).Length > MaximumBytes)
            {
                throw new SecretReferenceException(
                    $"A secret refers to the file '{path}', which is larger than {MaximumBytes} bytes and so hardly a secret.");
            }

            string text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
                : text.EndsWith('\n') ? text[..^1]
                : text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SecretReferenceException(
                $"A secret refers to the file '{path}', which cannot be read: {exception.Message} Check the path and its permissions.",
                exception);
        }
    }
}
