using Azure.Core;
using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>How requests to an account are signed.</summary>
internal abstract record BlobSignIn
{
    /// <summary>Signs a request each time it is sent; null when nothing is to be done.</summary>
    public virtual HttpPipelinePolicy? Policy() => null;

    /// <summary>What is added to the query of each address, encoded; empty when nothing is.</summary>
    public virtual string Query => "";

    public sealed record Anonymous : BlobSignIn;

    public sealed record SharedKey(string Account, byte[] Key) : BlobSignIn
    {
        public override HttpPipelinePolicy Policy() => new SharedKeyPolicy(Account, Key, TimeProvider.System);

        // A record would print the key.
        public override string ToString() => nameof(SharedKey);
    }

    public sealed record SharedAccessSignature(string Token) : BlobSignIn
    {
        public override string Query => Token;

        public override string ToString() => nameof(SharedAccessSignature);
    }

    public sealed record Bearer(TokenCredential Credential) : BlobSignIn
    {
        private const string Scope = "https://storage.azure.com/.default";

        public override HttpPipelinePolicy Policy() => new BearerTokenAuthenticationPolicy(Credential, Scope);
    }
}
