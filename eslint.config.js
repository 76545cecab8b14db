import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const clockAndChance = [
  { object: 'Date', property: 'now', message: 'time comes in as an argument' },
  { object: 'Math', property: 'random', message: 'chance comes in as an argument' },
]

export default tseslint.config(
  {
    ignores: ['dist', '.tsbuild', 'bench-results', 'drill-results', 'test-results', '.parley-data'],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      // One programme for all parts is twice as fast as one for each; `tsc -b` keeps the parts apart.
      parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  {
    files: ['shared/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', ...clockAndChance],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'time comes in as an argument',
        },
        { selector: ':function[async=true]', message: 'shared rules are synchronous' },
        { selector: 'AwaitExpression', message: 'shared rules are synchronous' },
      ],
    },
  },
  {
    files: ['client/**/*.ts', 'client/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        module: 'writable',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  {
    files: ['scripts/bench/page-probe.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['document', 'window', 'performance', 'requestAnimationFrame', 'MessageChannel'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
  },
  {
    files: ['server/outcomes/assets/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'document',
          'atob',
          'btoa',
          'TextEncoder',
          'crypto',
          'fetch',
          'FormData',
          'File',
          'localStorage',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
)
