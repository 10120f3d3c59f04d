using System.Globalization;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>What the links of the chain give out, in the form of each.</summary>
internal static class AwsGifts
{
    private const string StartPage = "https://example.awsapps.com/start";

    // Of the start page, in SHA-1: the name under which a login keeps its token.
    private const string StartPageHash = "e8be5486177c5b5392bd9aa76563515b29358e6e";

    public static string Expiration(TimeSpan lifetime) =>
        (DateTimeOffset.UtcNow + lifetime).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a key as files of profiles have it.</summary>
    public static string Lines(AwsKey key) =>
        $"aws_access_key_id = {key.AccessKeyId}\naws_secret_access_key = {key.SecretAccessKey}"
        + (key.SessionToken is { } token ? $"\naws_session_token = {token}" : "");

    /// <summary>Gives a key as the agents of containers and the metadata of instances do.</summary>
    public static JsonObject Keys(AwsKey key, TimeSpan? lifetime = null) => new()
    {
        ["Code"] = "Success",
        ["Type"] = "AWS-HMAC",
        ["LastUpdated"] = Expiration(TimeSpan.FromMinutes(-1)),
        ["AccessKeyId"] = key.AccessKeyId,
        ["SecretAccessKey"] = key.SecretAccessKey,
        ["Token"] = key.SessionToken,
        ["Expiration"] = Expiration(lifetime ?? TimeSpan.FromHours(6)),
    };

    /// <summary>Gives a key as the Security Token Service does.</summary>
    public static AwsReply Assumed(string operation, AwsKey key, TimeSpan lifetime) => AwsReply.Xml(
        $"""
        <{operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{operation}Result><Credentials>
        <AccessKeyId>{key.AccessKeyId}</AccessKeyId><SecretAccessKey>{System.Security.SecurityElement.Escape(key.SecretAccessKey)}</SecretAccessKey>
        <SessionToken>{key.SessionToken}</SessionToken><Expiration>{Expiration(lifetime)}</Expiration>
        </Credentials></{operation}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></{operation}Response>
        """);

    /// <summary>Leaves on a machine what <c>aws sso login</c> leaves, and a profile that uses it.</summary>
    public static void SignInByBrowser(AwsMachine machine, string section)
    {
        machine.Write(
            ".aws/config",
            $"[{section}]\nsso_start_url = {StartPage}\nsso_region = eu-central-1\nsso_account_id = 123456789012\nsso_role_name = reader\n");
        machine.Write($".aws/sso/cache/{StartPageHash}.json", new JsonObject
        {
            ["startUrl"] = StartPage,
            ["region"] = "eu-central-1",
            ["accessToken"] = "token-of-the-login",
            ["expiresAt"] = Expiration(TimeSpan.FromHours(8)),
        }.ToJsonString());
    }

    /// <summary>Makes a machine an instance, with metadata of the second version.</summary>
    public static void OnInstance(AwsMachine machine, AwsKey key)
    {
        machine.Environment.Remove("AWS_EC2_METADATA_DISABLED");
        machine.Environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = machine.Peer.Address.AbsoluteUri.TrimEnd('/');
        machine.Peer.OnUnsigned("PUT /latest/api/token", request => request.Headers.ContainsKey("x-aws-ec2-metadata-token-ttl-seconds")
            ? Text("token-of-the-metadata")
            : Text("", 400));
        Metadata("meta-data/iam/security-credentials/", "worker");
        Metadata("meta-data/iam/security-credentials", "worker");
        Metadata("meta-data/iam/security-credentials/worker", Keys(key).ToJsonString());
        Metadata("dynamic/instance-identity/document", """{"region":"ap-southeast-2"}""");

        void Metadata(string path, string text) => machine.Peer.OnUnsigned("GET /latest/" + path, request =>
            request.Headers.GetValueOrDefault("x-aws-ec2-metadata-token") == "token-of-the-metadata" ? Text(text) : Text("", 401));
    }

    private static AwsReply Text(string text, int status = 200) => AwsReply.Bytes(System.Text.Encoding.UTF8.GetBytes(text), "text/plain", status);
}
