using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>
/// Credentials of an assumed role, assumed anew five minutes before they run out. The SDK's own class knows neither endpoints nor all
/// parameters.
/// </summary>
internal sealed class RoleCredentials : RefreshingAWSCredentials
{
    private readonly IAmazonSecurityTokenService _sts;
    private readonly string _role;
    private readonly string _session;
    private readonly AssumeRoleParameters _parameters;

    public RoleCredentials(IAmazonSecurityTokenService sts, string role, string session, AssumeRoleParameters parameters)
    {
        _sts = sts;
        _role = role;
        _session = session;
        _parameters = parameters;
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => Sync.Run(GenerateNewCredentialsAsync);

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        AwsOperation operation = new("STS", "AssumeRole", $"assume the role '{_role}'");
        AssumeRoleResponse answer = await AwsCall.RunAsync(
            operation, token => _sts.AssumeRoleAsync(Request(), token), CancellationToken.None).ConfigureAwait(false);
        Amazon.SecurityToken.Model.Credentials credentials = answer.Credentials ?? throw new AwsException(
            $"Could not {operation}: the answer ({(int)answer.HttpStatusCode}) is none that this service gives. Check endpoint_url, and what stands between.",
            new ServiceFault(answer.HttpStatusCode, null, answer.ResponseMetadata?.RequestId, IsTransient: false),
            null);
        SecretMasker.Add(credentials.SecretAccessKey);
        SecretMasker.Add(credentials.SessionToken);
        return new CredentialsRefreshState(
            new ImmutableCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            credentials.Expiration.GetValueOrDefault().ToUniversalTime());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sts.Dispose();
        }

        base.Dispose(disposing);
    }

    private AssumeRoleRequest Request() => new()
    {
        RoleArn = _role,
        RoleSessionName = _session,
        DurationSeconds = _parameters.DurationSeconds,
        Policy = _parameters.Policy,
        ExternalId = _parameters.ExternalId,
        SerialNumber = _parameters.SerialNumber,
        TokenCode = _parameters.TokenCode?.Reveal(),
        SourceIdentity = _parameters.SourceIdentity,
        TransitiveTagKeys = _parameters.TransitiveTagKeys is { } keys ? [.. keys] : null,
        PolicyArns = _parameters.PolicyArns?.Select(policy => new PolicyDescriptorType { Arn = Value(policy, "arn") }).ToList(),
        Tags = _parameters.Tags?.Select(tag => new Tag { Key = Value(tag, "Key"), Value = Value(tag, "Value") }).ToList(),
        ProvidedContexts = _parameters.ProvidedContexts?.Select(context => new ProvidedContext
        {
            ProviderArn = Value(context, "ProviderArn"),
            ContextAssertion = Value(context, "ContextAssertion"),
        }).ToList(),
    };

    private static string? Value(IReadOnlyDictionary<string, string> members, string name) =>
        members.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
