using Azure.Core;

namespace Prefect.Azure;

/// <summary>Options of the vendor's pipeline; the base has no public form.</summary>
internal sealed class BlobPipelineOptions : ClientOptions;
