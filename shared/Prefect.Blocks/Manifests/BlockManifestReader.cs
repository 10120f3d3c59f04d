using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Prefect.Blocks;

/// <summary>Reads the manifest of an assembly file from its metadata; the assembly is neither loaded nor run.</summary>
public static class BlockManifestReader
{
    private const string Manifest = nameof(BlockManifestAttribute);
    private const string Version = "AssemblyInformationalVersionAttribute";

    /// <summary>Reads a manifest, or gives null when the file is no .NET assembly or has no manifest.</summary>
    /// <param name="path">Path of the assembly.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="BlockDefinitionException">The manifest is damaged.</exception>
    public static BlockManifest? TryRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            using PEReader portable = new(file);
            return portable.HasMetadata ? Read(portable.GetMetadataReader()) : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private static BlockManifest? Read(MetadataReader metadata)
    {
        if (!metadata.IsAssembly)
        {
            return null;
        }

        string? json = null;
        string? version = null;
        foreach (CustomAttributeHandle handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            switch (TypeName(metadata, attribute))
            {
                case Manifest:
                    json = FirstArgument(metadata, attribute);
                    break;
                case Version:
                    version = FirstArgument(metadata, attribute);
                    break;
            }
        }

        return json is null ? null : BlockManifest.Parse(json, version);
    }

    private static string? TypeName(MetadataReader metadata, CustomAttribute attribute)
    {
        EntityHandle type = attribute.Constructor.Kind switch
        {
            HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent,
            HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType(),
            _ => default,
        };
        return type.Kind switch
        {
            HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name),
            HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)type).Name),
            _ => null,
        };
    }

    private static string? FirstArgument(MetadataReader metadata, CustomAttribute attribute)
    {
        BlobReader blob = metadata.GetBlobReader(attribute.Value);
        return blob.ReadUInt16() == 1 ? blob.ReadSerializedString() : null;
    }
}
