using System.Runtime.InteropServices;

namespace Prefect.Gcp;

/// <summary>How far an upload in pieces is.</summary>
/// <param name="Received">How many bytes the service has.</param>
/// <param name="Stored">The object, once it is whole.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GcsUploadState(long Received, GcsObjectResource? Stored);
