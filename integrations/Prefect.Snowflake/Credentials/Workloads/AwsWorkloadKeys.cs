using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Finds the key of a workload's role: in the environment, by the token of a pod, from its container, or from the machine's metadata.</summary>
internal sealed partial class AwsWorkloadKeys(WorkloadRequests requests)
{
    private const string Machine = "http://169.254.169.254/latest";

    public async Task<string> RegionAsync(CancellationToken cancellationToken)
    {
        string region = requests.Variable("AWS_REGION") ?? requests.Variable("AWS_DEFAULT_REGION") ?? await MetadataAsync("meta-data/placement/region", cancellationToken).ConfigureAwait(false);

        // It becomes part of a host.
        return Region().IsMatch(region) ? region : throw requests.Refused("the region that AWS_REGION or the machine's metadata names is none.");
    }

    public Task<AwsWorkloadKey> FindAsync(string region, CancellationToken cancellationToken)
    {
        if (requests.Variable("AWS_ACCESS_KEY_ID") is { } id && requests.Variable("AWS_SECRET_ACCESS_KEY") is { } secret)
        {
            return Task.FromResult(new AwsWorkloadKey(id, secret, requests.Variable("AWS_SESSION_TOKEN")));
        }

        if (requests.Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is { } file && requests.Variable("AWS_ROLE_ARN") is { } role)
        {
            return OfPodAsync(region, file, role, cancellationToken);
        }

        return Container() is { } container ? OfContainerAsync(container, cancellationToken) : OfMachineAsync(cancellationToken);
    }

    private Uri? Container()
    {
        if (requests.Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is { } path)
        {
            return new Uri($"http://169.254.170.2/{path.TrimStart('/')}");
        }

        if (requests.Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") is not { } full)
        {
            return null;
        }

        // What gives keys is asked with encryption, or on this machine.
        return Uri.TryCreate(full, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback || address.Host is "169.254.170.2" or "169.254.170.23" or "[fd00:ec2::23]")
                ? address
                : throw requests.Refused("AWS_CONTAINER_CREDENTIALS_FULL_URI is no address with https:// or of this machine.");
    }

    private async Task<AwsWorkloadKey> OfPodAsync(string region, string file, string role, CancellationToken cancellationToken)
    {
        RestRequest request = new(HttpMethod.Post, "")
        {
            Address = new Uri($"https://{AwsWorkload.HostOf(region)}/"),
            Body = RestBody.Form(
            [
                new("Action", "AssumeRoleWithWebIdentity"),
                new("Version", "2011-06-15"),
                new("RoleArn", role),
                new("RoleSessionName", requests.Variable("AWS_ROLE_SESSION_NAME") ?? "prefect-snowflake"),
                new("WebIdentityToken", await WorkloadRequests.ReadFileAsync(file, "AWS_WEB_IDENTITY_TOKEN_FILE", cancellationToken).ConfigureAwait(false)),
            ]),
        };
        string answer = await requests.ReadTextAsync("get the key of the pod's role", request, cancellationToken).ConfigureAwait(false);
        try
        {
            ILookup<string, string> texts = XDocument.Parse(answer).Descendants().ToLookup(static element => element.Name.LocalName, static element => element.Value, StringComparer.Ordinal);
            return Key(request, texts["AccessKeyId"].FirstOrDefault(), texts["SecretAccessKey"].FirstOrDefault(), texts["SessionToken"].FirstOrDefault());
        }
        catch (XmlException)
        {
            throw requests.Missing(request, "a key");
        }
    }

    private async Task<AwsWorkloadKey> OfContainerAsync(Uri address, CancellationToken cancellationToken)
    {
        const string TokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
        string? token = requests.Variable(TokenFile) is { } file
            ? await WorkloadRequests.ReadFileAsync(file, TokenFile, cancellationToken).ConfigureAwait(false)
            : requests.Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
        RestRequest request = new RestRequest(HttpMethod.Get, "") { Address = address }.WithHeader("Authorization", token);
        return await KeyAsync("get the key of the container's role", request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AwsWorkloadKey> OfMachineAsync(CancellationToken cancellationToken)
    {
        const string Roles = "meta-data/iam/security-credentials/";
        string roles = await MetadataAsync(Roles, cancellationToken).ConfigureAwait(false);
        string role = roles.Split('\n')[0].Trim();
        RestRequest request = await MetadataRequestAsync(Roles + Uri.EscapeDataString(role), cancellationToken).ConfigureAwait(false);
        return await KeyAsync("get the key of the machine's role", request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> MetadataAsync(string path, CancellationToken cancellationToken) =>
        (await requests.ReadTextAsync(
            "read the machine's metadata", await MetadataRequestAsync(path, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)).Trim();

    private async Task<RestRequest> MetadataRequestAsync(string path, CancellationToken cancellationToken)
    {
        RestRequest ask = new RestRequest(HttpMethod.Put, "") { Address = new Uri($"{Machine}/api/token") }.WithHeader("X-aws-ec2-metadata-token-ttl-seconds", "300");
        string token = await requests.ReadTextAsync("read the machine's metadata", ask, cancellationToken).ConfigureAwait(false);
        return new RestRequest(HttpMethod.Get, "") { Address = new Uri($"{Machine}/{path}") }.WithHeader("X-aws-ec2-metadata-token", token.Trim());
    }

    private async Task<AwsWorkloadKey> KeyAsync(string attempt, RestRequest request, CancellationToken cancellationToken)
    {
        using JsonDocument answer = await requests.ReadAsync(attempt, request, cancellationToken).ConfigureAwait(false);
        JsonElement root = answer.RootElement;
        return Key(request, SnowflakeAnswer.Text(root, "AccessKeyId"), SnowflakeAnswer.Text(root, "SecretAccessKey"), SnowflakeAnswer.Text(root, "Token"));
    }

    private AwsWorkloadKey Key(RestRequest request, string? id, string? secret, string? token) =>
        id is { Length: > 0 } && secret is { Length: > 0 } ? new AwsWorkloadKey(id, secret, token) : throw requests.Missing(request, "a key");

    [GeneratedRegex("^[a-z0-9-]{3,40}\\z", RegexOptions.None, 1000)]
    private static partial Regex Region();
}
