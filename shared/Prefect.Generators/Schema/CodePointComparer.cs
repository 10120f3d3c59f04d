using System;
using System.Collections.Generic;

namespace Prefect.Schema;

/// <summary>Orders texts by Unicode code point, which UTF-16 order is not: surrogates stand below U+E000 there.</summary>
internal sealed class CodePointComparer : IComparer<string>
{
    public static CodePointComparer Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        string left = x ?? "";
        string right = y ?? "";
        int length = Math.Min(left.Length, right.Length);
        for (int i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                return Rank(left[i]) - Rank(right[i]);
            }
        }

        return left.Length - right.Length;
    }

    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
