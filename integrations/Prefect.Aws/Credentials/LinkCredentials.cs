using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>
/// Credentials that this machine gets from somewhere. Says where from when that fails, and waits for no longer than is sensible: the SDK
/// waits for minutes.
/// </summary>
internal sealed class LinkCredentials : AWSCredentials
{
    private readonly AwsLink _link;
    private readonly Func<AWSCredentials>? _open;
    private readonly Lock _gate = new();
    private AWSCredentials? _credentials;
    private Task<AWSCredentials>? _opening;

    /// <summary>Takes credentials that are open.</summary>
    public LinkCredentials(AwsLink link, AWSCredentials credentials)
    {
        _link = link;
        _credentials = credentials;
    }

    /// <summary>Takes what is slow to open, and whose asynchronous form is not to be relied on. What is under way is shared by all who wait; a failure is not kept.</summary>
    public LinkCredentials(AwsLink link, Func<AWSCredentials> open)
    {
        _link = link;
        _open = open;
    }

    public override DateTime? Expiration => _credentials?.Expiration;

    public override ImmutableCredentials GetCredentials() => Sync.Run(GetCredentialsAsync);

    /// <exception cref="AwsException">There are none.</exception>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            return await FetchAsync().WaitAsync(_link.Limit).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfLink(exception))
        {
            throw Describe(_link, exception);
        }
    }

    /// <summary>Whether an exception is the SDK's: each link throws kinds of its own.</summary>
    public static bool IsOfLink(Exception exception) => exception is not (AwsException or AwsConfigurationException or OutOfMemoryException);

    /// <summary>Words a failure. What a reader of JSON says quotes what it read, which was to be a secret.</summary>
    public static AwsException Describe(AwsLink link, Exception exception)
    {
        Exception cause = AnswerIn(exception) ?? exception;
        ServiceFault fault = AwsFault.Of(cause);
        bool isGarbled = IsGarbled(exception.GetBaseException());
        string answer = exception is TimeoutException ? AwsCall.NoAnswer
            : link.Failure ?? (isGarbled ? "what came back has not the form that it should have." : AwsCall.Answer(fault, cause));
        return new AwsException($"Could not get credentials from {link.Name}: {answer} {link.Advice}", fault, isGarbled ? null : exception);
    }

    // Of the reader of JSON, one link hands on no more than the text; the reader of XML knows no pages.
    private static bool IsGarbled(Exception exception) =>
        exception is JsonException or NullReferenceException || exception.Message.Contains("BytePositionInLine", StringComparison.Ordinal);

    // The SDK puts the answer of a service that gives credentials into exceptions of its own.
    private static AmazonServiceException? AnswerIn(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is AmazonServiceException { StatusCode: not default(HttpStatusCode) } answer)
            {
                return answer;
            }
        }

        return null;
    }

    // On the pool, since the SDK blocks here and there, between its attempts to read a file for one.
    private async Task<ImmutableCredentials> FetchAsync()
    {
        AWSCredentials credentials = _credentials ?? await OpenAsync().ConfigureAwait(false);
        return await (_open is null ? Task.Run(credentials.GetCredentialsAsync) : Task.Run(credentials.GetCredentials)).ConfigureAwait(false);
    }

    private async Task<AWSCredentials> OpenAsync()
    {
        Task<AWSCredentials> opening;
        lock (_gate)
        {
            opening = _opening is null or { IsFaulted: true } ? _opening = Task.Run(_open!) : _opening;
        }

        return _credentials = await opening.ConfigureAwait(false);
    }
}
