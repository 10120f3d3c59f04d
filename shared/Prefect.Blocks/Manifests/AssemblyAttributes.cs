using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Prefect.Blocks;

/// <summary>Reads the attributes of an assembly file from its metadata; the assembly is neither loaded nor run.</summary>
internal static class AssemblyAttributes
{
    /// <summary>Gives the first arguments of the attributes of some types, or null when the file is no .NET assembly.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<(string Type, string? Argument)>? TryRead(string path, params IReadOnlyCollection<string> types)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            using PEReader portable = new(file);
            return portable.HasMetadata ? Read(portable.GetMetadataReader(), types) : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private static List<(string Type, string? Argument)>? Read(MetadataReader metadata, IReadOnlyCollection<string> types)
    {
        if (!metadata.IsAssembly)
        {
            return null;
        }

        List<(string Type, string? Argument)> found = [];
        foreach (CustomAttributeHandle handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (TypeName(metadata, attribute) is { } type && types.Contains(type, StringComparer.Ordinal))
            {
                found.Add((type, FirstArgument(metadata, attribute)));
            }
        }

        return found;
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
