namespace Prefect.Generators.Tests;

/// <summary>Declarations whose schemas must be those of the Python types of the same slug.</summary>
internal static class GoldenBlocks
{
    public const string Source =
        """
        namespace Golden;

        public interface IS3Credentials;

        /// <summary>Client.</summary>
        [BlockModel]
        public sealed partial record AwsClientParameters
        {
            /// <summary>.</summary>
            [BlockField(Title = "API Version")] public string? ApiVersion { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "Use SSL")] public bool UseSsl { get; init; } = true;
            /// <summary>.</summary>
            [BlockField(Format = "file-path")] public OneOf<bool, string>? Verify { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "Certificate Authority Bundle File Path", Format = "file-path")] public string? VerifyCertPath { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "Endpoint URL")] public string? EndpointUrl { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "Botocore Config")] public Dictionary<string, object?>? Config { get; init; }
        }

        /// <summary>Role.</summary>
        [BlockModel]
        public sealed partial record AssumeRoleParameters
        {
            /// <summary>.</summary>
            [JsonPropertyName("RoleSessionName"), BlockField(Title = "Role Session Name")] public string? RoleSessionName { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("DurationSeconds"), BlockField(Title = "Duration Seconds")] public int? DurationSeconds { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("Policy")] public string? Policy { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("PolicyArns"), BlockField(Title = "Policy ARNs")] public List<Dictionary<string, string>>? PolicyArns { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("Tags")] public List<Dictionary<string, string>>? Tags { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("TransitiveTagKeys"), BlockField(Title = "Transitive Tag Keys")] public List<string>? TransitiveTagKeys { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("ExternalId"), BlockField(Title = "External ID")] public string? ExternalId { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("SerialNumber"), BlockField(Title = "Serial Number")] public string? SerialNumber { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("TokenCode"), BlockField(Title = "Token Code", PlainOnWire = true)] public SecretString? TokenCode { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("SourceIdentity"), BlockField(Title = "Source Identity")] public string? SourceIdentity { get; init; }
            /// <summary>.</summary>
            [JsonPropertyName("ProvidedContexts"), BlockField(Title = "Provided Contexts")] public List<Dictionary<string, string>>? ProvidedContexts { get; init; }
        }

        /// <summary>Signs in to Amazon.</summary>
        [Block("AWS Credentials")]
        public sealed partial record AwsCredentials : Block, IS3Credentials
        {
            /// <summary>.</summary>
            [BlockField(Title = "AWS Access Key ID")] public string? AwsAccessKeyId { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "AWS Access Key Secret")] public SecretString? AwsSecretAccessKey { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "AWS Session Token", PlainOnWire = true)] public SecretString? AwsSessionToken { get; init; }
            /// <summary>.</summary>
            public string? ProfileName { get; init; }
            /// <summary>.</summary>
            public string? RegionName { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "AWS Client Parameters")] public AwsClientParameters AwsClientParameters { get; init; } = new();
            /// <summary>.</summary>
            [BlockField(Title = "Assume Role ARN")] public string? AssumeRoleArn { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "Assume Role Parameters")] public AssumeRoleParameters AssumeRoleKwargs { get; init; } = new AssumeRoleParameters();
        }

        /// <summary>Signs in to MinIO.</summary>
        [Block("MinIO Credentials")]
        public sealed partial record MinIOCredentials : Block, IS3Credentials
        {
            /// <summary>.</summary>
            public required string MinioRootUser { get; init; }
            /// <summary>.</summary>
            public required SecretString MinioRootPassword { get; init; }
            /// <summary>.</summary>
            public string? RegionName { get; init; }
            /// <summary>.</summary>
            public AwsClientParameters AwsClientParameters { get; init; } = new();
        }

        /// <summary>A bucket.</summary>
        [Block("S3 Bucket")]
        public sealed partial record S3Bucket : Block
        {
            /// <summary>.</summary>
            public required string BucketName { get; init; }
            /// <summary>.</summary>
            [BlockUnion(typeof(MinIOCredentials), typeof(AwsCredentials))] public IS3Credentials Credentials { get; init; } = new AwsCredentials();
            /// <summary>.</summary>
            public string BucketFolder { get; init; } = "";
        }

        /// <summary>Methods.</summary>
        public enum WebhookMethod
        {
            [JsonStringEnumMemberName("GET")] Get, [JsonStringEnumMemberName("POST")] Post, [JsonStringEnumMemberName("PUT")] Put,
            [JsonStringEnumMemberName("PATCH")] Patch, [JsonStringEnumMemberName("DELETE")] Delete,
        }

        /// <summary>Calls a service.</summary>
        [Block]
        public sealed partial record Webhook : Block
        {
            /// <summary>.</summary>
            public WebhookMethod Method { get; init; } = WebhookMethod.Post;
            /// <summary>.</summary>
            [BlockField(Title = "Webhook URL")] public required SecretString Url { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "Webhook Headers")] public SecretDictionary Headers { get; init; } = [];
            /// <summary>.</summary>
            public bool AllowPrivateUrls { get; init; } = true;
            /// <summary>.</summary>
            public bool Verify { get; init; } = true;
        }

        /// <summary>Calls a service.</summary>
        [Block]
        public sealed partial record CustomWebhook : Block
        {
            const double Patience = 10;
            /// <summary>.</summary>
            [BlockField(Title = "Webhook URL")] public required SecretString Url { get; init; }
            /// <summary>.</summary>
            public OneOf<Dictionary<string, string>, string>? FormData { get; init; }
            /// <summary>.</summary>
            public double Timeout { get; init; } = 10;
        }

        /// <summary>Any secret.</summary>
        [Block]
        public sealed partial record Secret : Block
        {
            /// <summary>.</summary>
            [BlockField(
                Schema = "{\"anyOf\":[{\"format\":\"password\",\"type\":\"string\",\"writeOnly\":true},{\"title\":\"string\",\"type\":\"string\"},{\"$ref\":\"#/definitions/JsonValue\",\"title\":\"JSON\"}],\"format\":\"password\",\"writeOnly\":true}",
                Definitions = "{\"JsonValue\":{}}", SecretPaths = ["value", "value"])]
            public required SecretJson Value { get; init; }
        }

        /// <summary>Servers.</summary>
        [BlockModel]
        public enum SMTPServer
        {
            [JsonStringEnumMemberName("smtp.aol.com")] Aol, [JsonStringEnumMemberName("smtp.mail.att.net")] Att, [JsonStringEnumMemberName("smtp.comcast.net")] Comcast,
            [JsonStringEnumMemberName("smtp.mail.me.com")] ICloud, [JsonStringEnumMemberName("smtp.gmail.com")] Gmail,
            [JsonStringEnumMemberName("smtp-mail.outlook.com")] Outlook, [JsonStringEnumMemberName("smtp.mail.yahoo.com")] Yahoo,
        }

        /// <summary>Types.</summary>
        [BlockModel, JsonConverter(typeof(JsonNumberEnumConverter<SMTPType>))]
        public enum SMTPType { Ssl = 465, StartTls = 587, Insecure = 25 }

        /// <summary>Mail.</summary>
        [Block(Slug = "email-server-credentials")]
        public sealed partial record EmailServerCredentials : Block
        {
            /// <summary>.</summary>
            public string? Username { get; init; }
            /// <summary>.</summary>
            public SecretString Password { get; init; } = default;
            /// <summary>.</summary>
            [BlockField(Title = "SMTP Server")] public OneOf<SMTPServer, string> SmtpServer { get; init; } = SMTPServer.Gmail;
            /// <summary>.</summary>
            [BlockField(Title = "SMTP Type")] public OneOf<SMTPType, string> SmtpType { get; init; } = SMTPType.Ssl;
            /// <summary>.</summary>
            [BlockField(Title = "SMTP Port")] public int? SmtpPort { get; init; }
            /// <summary>.</summary>
            public bool? Verify { get; init; } = true;
        }

        /// <summary>Repository.</summary>
        [Block(Slug = "azuredevops-credentials")]
        public sealed partial record AzureDevopsCredentials : Block
        {
            /// <summary>.</summary>
            [BlockField(Title = "AzureDevops Personal Access Token")] public SecretString? Token { get; init; }
        }

        /// <summary>Repository.</summary>
        [Block(Slug = "azure-devops-repository")]
        public sealed partial record AzureDevopsRepository : Block
        {
            /// <summary>.</summary>
            public required string Repository { get; init; }
            /// <summary>.</summary>
            public string? Reference { get; init; }
            /// <summary>.</summary>
            [BlockField(Schema = "{\"anyOf\":[{\"minimum\":1,\"type\":\"integer\"},{\"type\":\"null\"}]}")] public int? GitDepth { get; init; } = 1;
            /// <summary>.</summary>
            public AzureDevopsCredentials? Credentials { get; init; }
        }

        /// <summary>Repository.</summary>
        [Block(Slug = "gitlab-credentials")]
        public sealed partial record GitLabCredentials : Block
        {
            /// <summary>.</summary>
            [BlockField(Title = "Personal Access Token")] public SecretString? Token { get; init; }
            /// <summary>.</summary>
            [BlockField(Title = "URL")] public string? Url { get; init; }
        }

        /// <summary>Cluster.</summary>
        [Block]
        public sealed partial record KubernetesClusterConfig : Block
        {
            /// <summary>.</summary>
            public required Dictionary<string, object?> Config { get; init; }
            /// <summary>.</summary>
            public required string ContextName { get; init; }
        }

        /// <summary>Base.</summary>
        public abstract partial record TargetConfigsBase : Block
        {
            /// <summary>.</summary>
            public Dictionary<string, object?>? Extras { get; init; }
            /// <summary>.</summary>
            public bool AllowFieldOverrides { get; init; }  = false;
        }

        /// <summary>Targets.</summary>
        [Block("dbt CLI Target Configs")]
        public sealed partial record TargetConfigs : TargetConfigsBase
        {
            /// <summary>.</summary>
            public required string Type { get; init; }
            /// <summary>.</summary>
            public required string Schema { get; init; }
            /// <summary>.</summary>
            public int Threads { get; init; } = 4;
        }
        """;
}
