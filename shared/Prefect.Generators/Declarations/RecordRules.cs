using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>Checks that members can be added to a record and called from the whole assembly.</summary>
internal static class RecordRules
{
    /// <returns>Whether members can be added.</returns>
    public static bool Check(INamedTypeSymbol type, bool isBlock, List<Problem> problems)
    {
        int before = problems.Count;
        if (!type.IsRecord || type.TypeKind != TypeKind.Class)
        {
            problems.Add(Problem.At(type, Rules.NotARecord, type.Name));
            return false;
        }

        bool derives = type.BaseTypes().Any(parent => Names.Plain(parent) == Names.Block);
        if (derives != isBlock)
        {
            problems.Add(Problem.At(
                type, Rules.NotDerived, type.Name,
                isBlock ? "is marked [Block] and does not derive from Block: add ': Block'" : "is marked [BlockModel] and derives from Block: mark it with [Block]"));
        }

        if (!type.IsSealed)
        {
            problems.Add(Problem.At(type, Rules.NotSealed, type.Name));
        }

        if (!type.IsPartial())
        {
            problems.Add(Problem.At(type, Rules.NotPartial, type.Name));
        }

        if (type.IsPositional())
        {
            problems.Add(Problem.At(type, Rules.Positional, type.Name));
        }

        foreach (INamedTypeSymbol container in type.Containers().Where(container => !container.IsPartial()))
        {
            problems.Add(Problem.At(type, Rules.ContainerNotPartial, container.Name, type.Name));
        }

        foreach (INamedTypeSymbol level in type.Containers().Concat([type]))
        {
            string? reason = level.TypeParameters.Length > 0 ? "generic"
                : level.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal ? null
                : "hidden";
            if (reason is not null)
            {
                problems.Add(Problem.At(type, Rules.NotReachable, type.Name, reason));
                break;
            }
        }

        return problems.Count == before;
    }
}
